"""Results of canned queries as a page shows them: a table, and the claims behind it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph.namespaces import ID, PREFIXES
from graph.records import Evidence, read_evidence
from graph.results import QueryResult
from graph.store import Store
from graph.terms import Term
from web.claims import Claims, address_of_sentence, claims_where, itself
from web.names import Name, Names, names_of
from web.pictures import Pictures, pictures_of
from web.plots import plot_of

LIMIT: Final = 500
"""Most solutions that a page shows; the other formats have all of them."""

_DATE: Final = ox.NamedNode(f"{PREFIXES['xsd']}date")
_Row = list[Term | None]


@dataclass(frozen=True)
class Table:
    """Solutions with the names of their terms.

    Args:
        columns: Names of the variables.
        rows: Of each solution, a name a column; None where a variable is unbound.
        is_cut: Whether there are more solutions than rows.
        claims: The claims among the terms.
        pictures: What can be drawn of them.
        has_dates: Whether there are dates among the terms.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Name | None, ...], ...]
    is_cut: bool
    claims: Claims
    pictures: Pictures = field(default_factory=Pictures)
    has_dates: bool = False

    @property
    def tells_modality(self) -> bool:
        """Tell whether a column has the modality of the claims."""
        return "modality" in self.columns

    @property
    def count_of_claims(self) -> int:
        """Return how many claims the rows are about; one that two parties hold has two rows."""
        if "claim" not in self.columns:
            return 0
        column = self.columns.index("claim")
        return len({row[column] for row in self.rows})

    @property
    def focus(self) -> str | None:
        """Return the IRI of the thing that most of the claims join, or None."""
        ends = (name.iri for claim in self.claims.shown for name in (claim.subject, claim.object))
        most = Counter(iri for iri in ends if iri and iri.startswith(ID)).most_common(1)
        return most[0][0] if most else None


def table_of(store: Store, result: QueryResult) -> Table:
    """Return a result as a table; a boolean and triples make tables, too."""
    if isinstance(result, ox.QueryBoolean):
        answer = Name("yes" if result else "no")
        return Table(("answer",), ((answer,),), is_cut=False, claims=Claims((), is_cut=False))
    if isinstance(result, ox.QueryTriples):
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows: Iterable[Iterable[Term | None]] = result
    else:
        columns, rows = tuple(variable.value for variable in result.variables), result
    found: list[_Row] = [list(row) for row in islice(rows, LIMIT + 1)]
    terms = dict.fromkeys(term for row in found for term in row if term is not None)
    names = names_of(store, terms)
    passages = read_evidence(store, (name.iri for name in names.values() if name.iri))
    names |= {
        term: _passage(passages[iri]) for term in terms if (iri := str(term.value)) in passages
    }
    shown = [index for index, column in enumerate(columns) if not _is_label(column, columns)]
    kept = [[row[index] for index in shown] for row in found[:LIMIT]]
    headings = tuple(words(columns[index]) for index in shown)
    cells = tuple(tuple(_named(term, names) for term in row) for row in kept)
    claims = claims_where(store, itself(*(t for t in terms if isinstance(t, ox.NamedNode))))
    bars = plot_of(kept, {term: name.text for term, name in names.items()})
    return Table(
        headings,
        cells,
        len(found) > LIMIT,
        claims,
        pictures_of(store, headings, cells, claims, {*claims.by_iri, *passages}, bars),
        any(isinstance(term, ox.Literal) and term.datatype == _DATE for term in terms),
    )


def _passage(at: Evidence) -> Name:
    """Return a passage as a table names it."""
    return Name(f"¶{at.paragraph} s{at.sentence}", at.iri, href=address_of_sentence(at) or None)


def _is_label(column: str, columns: Sequence[str]) -> bool:
    """Tell whether a column repeats, as text, what another shows with its label."""
    return column.endswith("Label") and column.removesuffix("Label") in columns


def words(column: str) -> str:
    """Return the name of a variable as a heading.

    >>> words("otherParty")
    'other party'
    """
    return re.sub("([a-z])([A-Z])", r"\1 \2", column).lower()


def _named(term: Term | None, names: Names) -> Name | None:
    """Return the name of a term, or None where a variable is unbound."""
    return None if term is None else names[term]
