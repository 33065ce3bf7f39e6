"""The table of questions in ``docs/questions.md``, asked of the real report.

The order of the solutions counts where the question asks for an order.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build import build
from graph.catalogue import Catalogue
from graph.cli.questions import parameter_values
from graph.query import CannedQuery, run
from graph.resources import data_folder
from graph.search import resolve
from graph.store import MemoryStore, Store

DOCUMENT = Path(__file__).parent.parent / "docs" / "questions.md"
CATALOGUE = Catalogue(data_folder("queries"))

Answer = list[tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """A row of the table."""

    name: str
    question: str
    command: str
    columns: list[str]
    answer: Answer

    @cached_property
    def query(self) -> CannedQuery:
        return CATALOGUE.find(shlex.split(self.command)[2])

    @cached_property
    def values(self) -> dict[str, str]:
        return parameter_values(shlex.split(self.command)[3:], self.query)

    def result(self, store: Store) -> "ox.QuerySolutions | ox.QueryBoolean":
        """Return the result of the command."""
        result = run(store, self.query, self.values, lambda name: resolve(store, name))
        assert not isinstance(result, ox.QueryTriples)
        return result

    def arranged(self, answer: Answer) -> Answer:
        """Return an answer, each solution once, sorted unless the question asks for an order."""
        once = list(dict.fromkeys(answer))
        return once if re.search(r"\border\b", self.question, re.IGNORECASE) else sorted(once)


def rows() -> Iterator[Question]:
    """Yield the rows of the table."""
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not re.fullmatch(r"[qm]\d\d", cells[0]):
            continue
        name, _, question, command, columns, answer = cells
        stated = [] if answer == "*not stated*" else answer.split("<br>")
        yield Question(
            name,
            question,
            command.strip("`"),
            re.findall(r"`(\w+)`", columns),
            [tuple(solution.split(" · ")) for solution in stated],
        )


QUESTIONS = list(rows())
EACH = pytest.mark.parametrize("asked", [pytest.param(q, id=q.name) for q in QUESTIONS])


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a store that was built from the first report."""
    built = MemoryStore()
    build(built, [data_folder("reports") / "mfaic-2024"])
    return built


def test_questions_have_names_of_their_own() -> None:
    assert len(QUESTIONS) == len({asked.name for asked in QUESTIONS}) >= 60


@EACH
def test_command(asked: Question) -> None:
    assert shlex.split(asked.command)[:2] == ["comity", "query"]


@EACH
def test_answer(asked: Question, store: Store) -> None:
    result = asked.result(store)
    found: Answer
    if isinstance(result, ox.QueryBoolean):
        found = [(str(bool(result)).lower(),)]
    else:
        found = [tuple(text(solution[column]) for column in asked.columns) for solution in result]
    assert asked.arranged(found) == asked.arranged(asked.answer)


def text(term: object) -> str:
    """Return the text of a term that has a place in an answer; nothing where it is unbound."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


@EACH
def test_evidence(asked: Question, store: Store) -> None:
    for term in behind(asked, store):
        claims = f"{{ BIND ({term} AS ?claim) }} UNION {{ ?claim ?role {term} }}"
        assert store.query(f"ASK {{ {claims} {LOCATED} }}"), term


def behind(asked: Question, store: Store) -> set[ox.NamedNode]:
    """Return the claims behind an answer, or else the things in it, which claims speak of."""
    result = asked.result(store)
    if isinstance(result, ox.QueryBoolean):
        named = resolve(store, asked.values["subject"]) if result else None
        return {ox.NamedNode(named)} if named else set()
    names = [variable.value for variable in result.variables]
    columns = ["claim"] if "claim" in names else [c.removesuffix("Label") for c in asked.columns]
    terms = (solution[column] for solution in result for column in columns if column in names)
    return {term for term in terms if isinstance(term, ox.NamedNode)}


LOCATED = """
    ?claim a comity:Claim ; comity:evidence ?passage .
    ?passage oa:hasSource/schema:sha256 ?text ; schema:sha256 ?digest ;
      comity:paragraph ?paragraph ; comity:sentence ?sentence ;
      oa:hasSelector [ oa:start ?start ; oa:end ?end ] ."""
