"""Fails where a run of eight or more words of a text stands in a file of the repository.

Usage: python .ci/copied_text.py TEXT [TEXT …]
"""

import re
import subprocess
import sys
from pathlib import Path

RUN = 8
"""How many words in a row count as copied."""

NAMES = ("human rights diplomacy and engagement at the un",)
"""Titles of documents, bodies and programmes, which are names and not sentences."""


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> set[str]:
    """Return every run of eight words of a text."""
    found = words(text)
    return {" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def tracked_files() -> list[Path]:
    """Return the files that git tracks or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if (path := Path(name)).is_file()]


def main(texts: list[str]) -> int:
    """Print each copied run with its file; return 1 where there is one."""
    forbidden = set().union(*(runs(Path(text).read_text("utf-8")) for text in texts)) - set(NAMES)
    copied = 0
    for path in tracked_files():
        for run in sorted(runs(path.read_text("utf-8", errors="ignore")) & forbidden):
            print(f"{path}: copies the text: {run}")
            copied += 1
    print(f"{copied} copied runs of {RUN} words")
    return 1 if copied else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
