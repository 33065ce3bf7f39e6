"""Measures how often each rule is right on annotated documents, and keeps it for the scores.

``python -m graph.extraction.measuring TEXTS GOLD …`` takes folders in pairs: those of the texts
have ``NN.txt``, and those of what annotators read in them ``NN.gold.json``.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from graph.extraction.document import Document
from graph.extraction.extraction import extract
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.matching import Level, match, read_gold, reading_of
from graph.extraction.scores import FILE, Count


def measure(texts: Path, gold: Path) -> dict[str, Count]:
    """Return how often each rule is right on annotated documents.

    Args:
        texts: Folder of the texts.
        gold: Folder of what annotators read in them.

    Raises:
        FileNotFoundError: When the text of an annotation is not there.
    """
    gazetteer = Gazetteer.shipped()
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for file in sorted(gold.glob("*.gold.json")):
        read, day = read_gold(file)
        text = texts / file.name.replace(".gold.json", ".txt")
        written = date.fromisoformat(day) if day else None
        found = reading_of(extract(Document(text.read_text()), gazetteer, written)).relations
        total.update(one.rule for one in found)
        right = match(read.relations, found, Level.LENIENT).pairs
        hits.update(one.rule for _, one in right)
    return {rule: Count(hits[rule], total[rule]) for rule in sorted(total)}


def main(folders: Sequence[str]) -> None:
    """Measure the rules on folders of texts and of annotations in turn, and keep the counts.

    Args:
        folders: Texts and annotations, in pairs.
    """
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for texts, gold in zip(folders[::2], folders[1::2], strict=True):
        for rule, count in measure(Path(texts), Path(gold)).items():
            hits[rule] += count.right
            total[rule] += count.proposed
    kept = {rule: [hits[rule], total[rule]] for rule in sorted(total)}
    lines = ",\n".join(f"  {json.dumps(rule)}: {json.dumps(found)}" for rule, found in kept.items())
    FILE.write_text(f"{{\n{lines}\n}}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
