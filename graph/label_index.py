"""The file of the label index: its schema, and how it is written.

An SQLite database (FTS5, trigrams) of all labels and aliases, compared without case, accents and
punctuation. ``graph.search`` reads it.
"""

import os
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Container
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from typing import Final, NamedTuple, TypeAlias

from graph.errors import StoreError
from graph.namespaces import COMITY, ID
from graph.records import LABEL_PROPERTIES, label_rank, select
from graph.results import QueryResult
from graph.terms import fold

FILE_NAME: Final = "labels.sqlite"
"""Name of the index in ``store.folder``."""

_PROPERTIES: Final = (*LABEL_PROPERTIES[:3], "skos:altLabel", "skos:notation")
_ROLES: Final = (
    *("rdf:subject", "rdf:predicate", "rdf:object", "comity:modality", "comity:basis"),
    *("comity:speaker", "comity:reportedBy", "comity:counterpart", "comity:event"),
    *("comity:topic", "comity:place", "comity:means", "prov:hadPrimarySource"),
)
"""Properties by which a claim joins a thing or a term."""

_Query: TypeAlias = Callable[[str], QueryResult]
_WORD: Final = re.compile("[0-9a-z]+")

_SCHEMA: Final = """
    CREATE TABLE store (version TEXT);
    CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT, label TEXT, kind TEXT, claims INTEGER,
        is_thing INTEGER);
    CREATE TABLE kinds (thing INTEGER, kind TEXT, PRIMARY KEY (thing, kind)) WITHOUT ROWID;
    CREATE TABLE names (id INTEGER PRIMARY KEY, thing INTEGER, name TEXT, folded TEXT);
    CREATE VIRTUAL TABLE trigrams USING fts5(
        folded, content='names', content_rowid='id', tokenize='trigram case_sensitive 1');
"""

# In this order: with the index there, SQLite reads the names in its order, and FTS5 takes 10 times
# as long for rows that do not come in the order of their numbers.
_INDEXES: Final = """
    INSERT INTO trigrams (trigrams) VALUES ('rebuild');
    CREATE INDEX names_folded ON names (folded);
"""


class _Name(NamedTuple):
    """A name of a thing: how far it is from the label to show, as written, and as compared."""

    rank: tuple[int, int, str]
    text: str
    key: str


def normalize(text: str) -> str:
    """Return a name as the index compares it: folded, with spaces in place of punctuation.

    >>> normalize("Cambodia–Laos border (2025)")
    'cambodia laos border 2025'
    """
    if text.isascii():  # most names are, and the rest takes 10 times as long
        return " ".join(_WORD.findall(text.lower()))
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in fold(text))
    return " ".join("".join(kept).split())


def write_index(path: Path, query: _Query, version: str) -> None:
    """Write the label index of a store.

    Args:
        path: Where to; the file appears when it is complete.
        query: The query method of the store.
        version: The version of the store.

    Raises:
        StoreError: the index cannot be written there.
    """
    names = _read_names(query)
    kinds, claims = _read_kinds(query, names), _read_claims(query, names)
    partial = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}")
    try:
        with closing(sqlite3.connect(partial)) as connection, connection:
            connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA}")
            connection.execute("INSERT INTO store VALUES (?)", (version,))
            for number, iri in enumerate(sorted(names, key=lambda iri: (-claims[iri], iri))):
                _insert(connection, number, iri, names[iri], kinds.get(iri, []), claims[iri])
            connection.executescript(_INDEXES)
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"The label index {path} cannot be written: {error}") from error


def _insert(
    connection: sqlite3.Connection,
    number: int,
    iri: str,
    names: list[_Name],
    kinds: list[str],
    claims: int,
) -> None:
    """Insert a thing with its names and its kinds, the best of each first."""
    names.sort()
    connection.execute(
        "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)",
        (number, iri, names[0].text, kinds[0] if kinds else "", claims, iri.startswith(ID)),
    )
    connection.executemany("INSERT INTO kinds VALUES (?, ?)", [(number, kind) for kind in kinds])
    connection.executemany(
        "INSERT INTO names (thing, name, folded) VALUES (?, ?, ?)",
        [(number, text, key) for text, key in {name.text: name.key for name in names}.items()],
    )


def _read_names(query: _Query) -> dict[str, list[_Name]]:
    """Return IRI → its names, for all things and terms that have one."""
    found: defaultdict[str, list[_Name]] = defaultdict(list)
    for place, name_property in enumerate(_PROPERTIES):
        for iri, name in select(
            query,
            f"""SELECT ?iri ?name {{
                  ?iri {name_property} ?name FILTER(isIRI(?iri) && isLiteral(?name)) }}""",
        ):
            if key := normalize(name.value):
                rank = label_rank(place, name.language)
                found[iri.value].append(_Name(rank, name.value, key))
    return found


def _read_kinds(query: _Query, names: Container[str]) -> dict[str, list[str]]:
    """Return IRI → the local names of its classes, for what has a name; our own classes first."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri, kind in select(query, "SELECT ?iri ?kind { ?iri a ?kind FILTER(isIRI(?kind)) }"):
        if iri.value in names:
            found[iri.value].add(kind.value)
    return {iri: _local_names(tuple(kinds)) for iri, kinds in found.items()}


@lru_cache(maxsize=1024)
def _local_names(classes: tuple[str, ...]) -> list[str]:
    """Return the local names of classes, those of the project's ontology first."""
    ordered = sorted(classes, key=lambda iri: (not iri.startswith(COMITY), iri))
    return list(dict.fromkeys(re.split("[#/]", iri)[-1] for iri in ordered))


def _read_claims(query: _Query, names: Container[str]) -> Counter[str]:
    """Return IRI → how many parts in claims the thing has, for what has a name.

    The parts are read one after another: to group them by claim and thing would keep millions of
    pairs in memory, and the number only tells which of two names comes first.
    """
    found: Counter[str] = Counter()
    for role in _ROLES:
        solutions = select(query, f"SELECT ?iri {{ ?claim {role} ?iri FILTER(isIRI(?iri)) }}")
        found.update(iri.value for (iri,) in solutions if iri.value in names)
    return found
