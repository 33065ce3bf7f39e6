"""How well texts are read, how fast, and in how much memory, beside gold made by readers.

Usage: python -m benchmarks.extraction [--text ID=FILE …] [--document] [FOLDER …]

A folder holds texts and, by the same names, gold (``a.txt`` and ``a.gold.json``), together or in
``text/`` and ``gold/``; without one, the texts of the tests are read. What a graph would know of an
invented world stands beside a text (``a.reference.ttl``). Prints precision, recall and
F1 by type and by relation, with a 95 % interval (1,000 samples of the documents, or of the
sentences of a single one), and whether the scores of proposals mean what they say. With
``--document`` tables and a plot are written to ``docs/``.
"""

import argparse
import platform
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import psutil
import pyoxigraph as ox

from benchmarks.scoring import (
    Bin,
    Counts,
    Place,
    attitudes,
    count_names,
    count_relations,
    interval,
    reliability,
    total,
)
from graph.build import build
from graph.extraction.document import Document
from graph.extraction.extraction import extract
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.matching import Level, Reading, match, read_gold, reading_of
from graph.extraction.reading import read_document
from graph.namespaces import REFERENCE_GRAPH
from graph.resources import data_folder
from graph.store import MemoryStore

ROOT: Final = Path(__file__).parent.parent
DOCS: Final = ROOT / "docs"
OWN_TEXTS: Final = ROOT / "tests" / "extraction" / "data"
SURE: Final = 0.8
"""Score from which on a proposal is to be right about as often."""

MANY: Final = 1_000
WARM: Final = 100
"""Documents after which memory is to grow no more."""

SECONDS: Final = 5.0
"""Least time for which texts are read to tell how fast."""

_NAME: Final = re.compile(r"\b[A-Z][a-z]{4,}")


@dataclass(frozen=True)
class Case:
    """A text, what readers found in it, and what is proposed of it.

    Args:
        name: How text and gold are called.
        document: The text.
        gold: What readers found.
        proposed: What was proposed.
    """

    name: str
    document: Document
    gold: Reading
    proposed: Reading


def main() -> None:
    """Print the tables; with ``--document``, also write them."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("folders", nargs="*", type=Path, default=[OWN_TEXTS], metavar="FOLDER")
    parser.add_argument("--text", action="append", default=[], metavar="ID=FILE")
    parser.add_argument("--document", action="store_true")
    options = parser.parse_args()
    texts = {name: Path(file) for name, _, file in (text.partition("=") for text in options.text)}
    lines: list[str] = []
    every: list[Case] = []
    for folder in options.folders:
        cases = list(read_cases(folder, texts, names_for(folder)))
        every += cases
        lines += accuracy_lines(cases)
    proposals = list(scored(every))
    lines += [*reliability_lines(proposals), *cost_lines(every)]
    print("\n".join(lines))
    if options.document:
        document(lines, reliability(proposals))


def names_for(folder: Path) -> Gazetteer:
    """Return the names that are known where the texts of a folder are read."""
    store = MemoryStore()
    build(store, sorted(data_folder("reports").iterdir()))
    worlds = [ox.parse(path=path) for path in sorted(folder.glob("**/*.reference.ttl"))]
    with store.write() as writer:
        known = set(writer.triples(REFERENCE_GRAPH))
        told = (quad.triple for world in worlds for quad in world)
        writer.replace_graph(REFERENCE_GRAPH, known.union(told))
    return Gazetteer.of(store)


def read_cases(folder: Path, texts: Mapping[str, Path], gazetteer: Gazetteer) -> Iterator[Case]:
    """Yield the cases of a folder, in the order of their names; gold without a text is left out.

    Args:
        folder: Where texts and gold are.
        texts: Name → text that stands elsewhere.
        gazetteer: The names that are known.
    """
    for path in sorted(folder.glob("**/*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        places = (path.parent / f"{name}.txt", path.parent.parent / "text" / f"{name}.txt")
        text = next((place for place in places if place.is_file()), texts.get(name))
        if text is not None:
            document = read_document(text)
            gold, written = read_gold(path)
            day = date.fromisoformat(written) if written else None
            proposed = reading_of(extract(document, gazetteer, day))
            yield Case(name, document, gold, proposed)


def accuracy_lines(cases: list[Case]) -> Iterator[str]:
    """Yield the tables of names and of relations of some cases."""
    words = sum(map(word_count, cases))
    yield from (f"## {', '.join(case.name for case in cases)}: {words:,} words", "")
    yield from table("names", [count_names(case.gold, case.proposed) for case in cases])
    for level in Level:
        found = [match(c.gold.relations, c.proposed.relations, level) for c in cases]
        counts = [count_relations(each) for each in found]
        yield from table(f"relations, {level}", counts, parts=level is Level.LENIENT)
        if level is Level.LENIENT:
            shares = attitudes(pair for each in found for pair in each.pairs)
            told = ", ".join(f"{name} {share:.2f}" for name, share in shares.items())
            yield from (f"Right on the relations matched leniently: {told}.", "")


def table(
    title: str, counts: Sequence[Mapping[Place, Counts]], *, parts: bool = True
) -> Iterator[str]:
    """Yield the lines of a table: all together, and each type or relation.

    Args:
        title: What was counted.
        counts: The counts of each document.
        parts: Whether the types or relations are told apart.
    """
    yield f"| {title} | gold | proposed | precision | recall | F1 | 95 % |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    units = [total(each) for each in counts] if len(counts) > 1 else by_sentence(counts)
    low, high = interval(units)
    yield _row("**all**", sum(units, start=Counts()), f"{low:.2f}–{high:.2f}")
    kinds: dict[str, Counts] = defaultdict(Counts)
    for document in counts:
        for (kind, _), found in document.items():
            kinds[kind] += found
    for kind, found in sorted(kinds.items()) if parts else ():
        yield _row(kind, found, "")
    yield ""


def by_sentence(counts: Iterable[Mapping[Place, Counts]]) -> list[Counts]:
    """Return the counts of each sentence of documents."""
    sentences: dict[tuple[int, int], Counts] = defaultdict(Counts)
    for number, document in enumerate(counts):
        for (_, sentence), found in document.items():
            sentences[number, sentence] += found
    return list(sentences.values())


def _row(name: str, counts: Counts, spread: str) -> str:
    """Return a line of a table."""
    figures = f"{counts.precision:.2f} | {counts.recall:.2f} | {counts.f1:.2f}"
    gold, proposed = counts.right + counts.missed, counts.right + counts.wrong
    return f"| {name} | {gold} | {proposed} | {figures} | {spread} |"


def scored(cases: Iterable[Case]) -> Iterator[tuple[float, bool]]:
    """Yield the score of each proposal, and whether it is right, leniently."""
    for case in cases:
        matching = match(case.gold.relations, case.proposed.relations, Level.LENIENT)
        yield from ((proposed.score, True) for _, proposed in matching.pairs)
        yield from ((proposed.score, False) for proposed in matching.wrong)


def reliability_lines(proposals: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """Yield what the scores of proposals mean."""
    yield from ("## Scores of proposals", "", "| score | proposals | mean score | right |")
    yield "| --- | ---: | ---: | ---: |"
    for each in reliability(proposals):
        span = f"{each.low:.1f}–{each.low + 0.1:.1f}"
        yield f"| {span} | {each.number} | {each.mean:.2f} | {each.right:.2f} |"
    sure = [is_right for score, is_right in proposals if score >= SURE]
    share = f"{sum(sure) / len(sure):.2f}" if sure else "none"
    yield from ("", f"Of {len(sure)} proposals at {SURE} or more, right: {share}.", "")


def cost_lines(cases: Sequence[Case]) -> Iterator[str]:
    """Yield how fast texts are read, and in how much memory."""
    gazetteer = Gazetteer.shipped()
    speed = words_a_second(cases, gazetteer)
    early, late, most = memory(cases, gazetteer)
    yield from ("## Time and memory", "")
    yield f"{psutil.cpu_count()} cores, Python {platform.python_version()}."
    yield from ("", "| measured | |", "| --- | ---: |")
    yield f"| words a second of one core | {speed:,.0f} |"
    yield f"| memory after {WARM} documents | {early:,.0f} MiB |"
    yield f"| memory after {MANY:,} documents | {late:,.0f} MiB |"
    yield f"| most memory on the way | {most:,.0f} MiB |"
    yield ""


def words_a_second(cases: Sequence[Case], gazetteer: Gazetteer) -> float:
    """Return how many words are read in a second of processor time, all threads together."""
    words, start = 0, time.process_time()
    for case in cycle(cases):
        extract(case.document, gazetteer)
        words += word_count(case)
        if (taken := time.process_time() - start) > SECONDS:
            return words / taken
    return 0.0


def memory(cases: Sequence[Case], gazetteer: Gazetteer) -> tuple[float, float, float]:
    """Return the memory after some documents, after many, and the most, in MiB.

    A document is a paragraph of the texts whose names no earlier document had.
    """
    process, sizes = psutil.Process(), []
    for document in islice(invented(cases), MANY):
        extract(document, gazetteer)
        sizes.append(process.memory_info().rss / 2**20)
    return sizes[WARM - 1], sizes[-1], max(sizes)


def invented(cases: Sequence[Case]) -> Iterator[Document]:
    """Yield documents without an end: paragraphs of texts, with new names in each."""
    paragraphs = [line for case in cases for line in case.document.text.split("\n") if line]
    for number, paragraph in enumerate(cycle(paragraphs)):
        ending = "".join(chr(ord("a") + int(figure)) for figure in str(number))
        yield Document(_NAME.sub(rf"\g<0>{ending}", paragraph))


def word_count(case: Case) -> int:
    """Return how many words a text has."""
    return len(case.document.text.split())


def document(lines: Sequence[str], bins: Sequence[Bin]) -> None:
    """Write the tables and the plot into the documentation."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(5, 5), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", label="as scored")
    axes.plot([b.mean for b in bins], [b.right for b in bins], marker="o", label="measured")
    for each in bins:
        axes.annotate(
            str(each.number), (each.mean, each.right), xytext=(6, -12), textcoords="offset points"
        )
    axes.set(
        xlim=(0, 1.02),
        ylim=(0, 1.02),
        xlabel="mean score of proposals",
        ylabel="share that is right",
    )
    axes.legend(loc="upper left")
    figure.savefig(DOCS / "images" / "reliability.png", dpi=120, metadata={"Software": None})
    page = "\n".join([_HEAD, *lines, "![Scores and what is right](images/reliability.png)", ""])
    (DOCS / "accuracy.md").write_text(page, "utf-8")


_HEAD: Final = """# How well texts are read

Written by `python -m benchmarks.extraction --document`; nothing here is entered by hand. Gold is
what readers found. *Detect*: sentence and relation are right; *lenient*: both sides share half of
their words, too; *strict*: they are the same. The interval is a bootstrap over documents, or over
the sentences of a single one.
"""


if __name__ == "__main__":
    main()
