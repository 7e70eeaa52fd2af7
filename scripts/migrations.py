"""Check that the migrations, run on an empty database, give the tables that the models describe."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.util import CommandError

from app.web.database import migrations, upgrade


def main() -> int:
    """Return 0 when models and migrations agree, 1 when a migration is missing."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'empty.sqlite3'}"
        upgrade(url)
        try:
            command.check(migrations(url))
        except CommandError as difference:
            print(difference, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
