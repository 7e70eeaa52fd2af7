"""Write the intraclass correlations that pingouin finds: `python -m scripts.reference_statistics`.

In an environment of its own, made with `pip install pingouin==0.7.0`, which the service and its tests do without.
Tables are candidates × raters of totals: raters who are severe, who give everyone nearly the same, who follow the first
one, who hardly differ; in one table in four, some totals are missing, and only complete cases count.
"""

import json
from pathlib import Path
from random import Random

import pandas
import pingouin

OUT = Path(__file__).resolve().parent.parent / "tests" / "cases" / "icc_pingouin.jsonl"
DESIGNS = ("plain", "severe", "halo", "follows", "narrow", "noise", "opposed", "whole")
EACH = 25
Table = list[list[float | None]]


def table(design: str, chance: Random) -> Table:
    """Return totals from 1 to 5 for 12 to 40 candidates and 2 to 6 raters."""
    candidates, raters = chance.randint(12, 40), chance.randint(2, 6)
    severities = [chance.gauss(0, 0.8 if design == "severe" else 0.1) for _ in range(raters)]
    rows: Table = []
    for _ in range(candidates):
        worth = chance.gauss(3, {"narrow": 0.02, "noise": 0}.get(design, 0.7))
        row = [worth + severity + chance.gauss(0, 0.03 if design == "narrow" else 0.5) for severity in severities]
        if design == "halo":
            row[0] = 3.5 + chance.gauss(0, 0.02)
        if design == "follows":
            row[1:] = [row[0] + chance.choice((0, 0, 0, 0.25)) for _ in row[1:]]
        if design == "opposed":
            row[0] = 6 - worth
        places = 0 if design == "whole" else 2
        rows.append([round(min(5.0, max(1.0, value)), places) for value in row])
    return rows


def with_gaps(rows: Table, chance: Random) -> Table:
    """Return the table without some of its totals, but for the first five candidates."""
    return rows[:5] + [[None if chance.random() < 0.06 else value for value in row] for row in rows[5:]]


def correlations(rows: Table) -> tuple[float, float]:
    """Return ICC(2,1) and ICC(2,k), which pingouin calls ICC(A,1) and ICC(A,k), on complete cases."""
    long = [(name, rater, value) for name, row in enumerate(rows) for rater, value in enumerate(row)]
    frame = pandas.DataFrame(long, columns=["candidate", "rater", "total"]).astype({"total": float})
    found = pingouin.intraclass_corr(frame, "candidate", "rater", "total", nan_policy="omit").set_index("Type")["ICC"]
    return float(found["ICC(A,1)"]), float(found["ICC(A,k)"])


def main() -> None:
    """Write the cases."""
    chance = Random(1979)
    with OUT.open("w", encoding="utf-8") as out:
        for design in DESIGNS:
            for number in range(EACH):
                rows = table(design, chance)
                rows = with_gaps(rows, chance) if number % 4 == 3 else rows
                single, average = correlations(rows)
                out.write(json.dumps({"design": design, "single": single, "average": average, "totals": rows}) + "\n")


if __name__ == "__main__":
    main()
