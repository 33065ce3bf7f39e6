"""Finding things by name: a label index beside the store, and what a user's name stands for.

The index records the version of the store that it was made from: what a write leaves behind is
out of date, and is made anew when it is next needed.
"""

import json
import logging
import re
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import Final

import pyoxigraph as ox

from graph.errors import ComityError, EntityError
from graph.label_index import FILE_NAME, normalize, write_index
from graph.namespaces import ID, SLUG, expand
from graph.records import short_name
from graph.store import Store

_LOG: Final = logging.getLogger("comity.search")

_TRIGRAM: Final = 3
_LAST: Final = chr(0x10FFFF)
"""The character that sorts after all others."""

_MOST: Final = 1_000
"""Most names that are ranked; names are numbered by how many claims join the thing."""

# MIN makes SQLite take the other columns from the name that ranks best.
_SEARCH: Final = """
    SELECT things.iri, things.label, names.name, things.kind,
      MIN(CASE
        WHEN folded = :text THEN 0
        WHEN substr(folded, 1, length(:text)) = :text THEN 1
        WHEN instr(folded, ' ' || :text) THEN 2
        ELSE 3
      END) AS rank
    FROM names JOIN things ON things.id = names.thing
    WHERE names.id IN (
        SELECT id FROM names WHERE folded = :text
        UNION ALL SELECT id FROM (
          SELECT id FROM names WHERE folded >= :text AND folded < :after ORDER BY id LIMIT :most)
        UNION ALL SELECT rowid FROM (
          SELECT rowid FROM trigrams WHERE :phrase <> '' AND trigrams MATCH :phrase
          ORDER BY rowid LIMIT :most))
      AND CASE WHEN :kind IS NULL THEN is_thing
        ELSE EXISTS (SELECT 1 FROM kinds WHERE kinds.thing = things.id
          AND kinds.kind IN (SELECT value FROM json_each(:kind))) END
    GROUP BY things.id
    ORDER BY rank, things.claims DESC, things.label, things.iri
    LIMIT :limit
"""

_NEAR: Final = """
    SELECT things.iri, things.label, names.folded
    FROM names JOIN things ON things.id = names.thing
    WHERE names.id IN (
        SELECT rowid FROM (
          SELECT rowid FROM trigrams WHERE trigrams MATCH :pieces ORDER BY rank LIMIT 200)
        UNION ALL SELECT id FROM (
          SELECT id FROM names WHERE folded >= :start AND folded < :after LIMIT 200))
    ORDER BY names.id
"""


@dataclass(frozen=True)
class Match:
    """A thing that was found.

    Args:
        iri: The thing.
        label: The label to show.
        matched: The label or alias that fits the text best.
        kind: Local name of its class, such as ``State``; empty where it has none.
    """

    iri: str
    label: str
    matched: str
    kind: str


class LabelIndex:
    """The labels and aliases of all things in a store.

    Args:
        path: The SQLite database, as ``write_index`` made it.
    """

    def __init__(self, path: Path) -> None:
        # Nobody writes to an index once it has its name, so threads can share the connection.
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False
        )

        self.version: str = self._connection.execute("SELECT version FROM store").fetchone()[0]
        self.size: int = self._connection.execute("SELECT MAX(id) FROM names").fetchone()[0] or 0

    @classmethod
    def open(cls, store: Store) -> "LabelIndex":
        """Return the index of the store's present version; it is made where it is missing.

        Where the index of an earlier version is open and large, it answers while another thread
        makes the present one: new names are then found some seconds after the write.

        Raises:
            StoreNotFoundError: nothing has been built yet.
            StoreError: the index cannot be written beside the store.
        """
        path, version = store.folder / FILE_NAME, store.version
        try:
            index = _opened(path, version)
        except LookupError:
            earlier = _LATEST.get(path.parent.parent)
            if earlier is not None and earlier.size > _LARGE:
                _make_meanwhile(store, path, version)
                return earlier
            index = _made(store, path, version)
        _LATEST[path.parent.parent] = index
        return index

    def search(self, text: str, kind: str | None = None, limit: int = 10) -> list[Match]:
        """Return the things whose names fit a text, each once, the best first.

        A name that equals the text comes first, then names that begin with it, names with a word
        that begins with it, and names that contain it; among these, the things that more claims
        are about. Of more than a thousand names that begin with the text, and of those that contain
        it, the thousand whose things most claims join are looked at.

        Args:
            text: What the user typed.
            kind: Local name of the things' class, such as ``State``, or several with commas. None
                finds the things that reports are about; ``Concept``, ``Class`` and
                ``ObjectProperty`` find the terms that they are described with.
            limit: Most matches to return.
        """
        key = normalize(text)
        if not key:
            return []
        rows = self._connection.execute(
            _SEARCH,
            {
                "text": key,
                "after": key + _LAST,
                "phrase": _phrase(key),
                "most": _MOST if kind is None else -1,  # all: a kind may be rare among them
                "kind": None if kind is None else json.dumps(kind.split(",")),
                "limit": limit,
            },
        )
        return [Match(*row[:4]) for row in rows]

    def of_kinds(self, kinds: Sequence[str], limit: int) -> dict[str, str]:
        """Return IRI → label of things of some classes that claims join, by their labels.

        Args:
            kinds: Local names of the classes.
            limit: Most things; of more, those that more claims join.
        """
        rows = self._connection.execute(
            """SELECT iri, label FROM (
                 SELECT DISTINCT things.id, iri, label FROM kinds
                 JOIN things ON things.id = kinds.thing
                 WHERE kinds.kind IN (SELECT value FROM json_each(?)) AND claims > 0
                 ORDER BY things.id LIMIT ?)
               ORDER BY label COLLATE NOCASE, iri""",
            (json.dumps(kinds), limit),
        )
        return dict(rows.fetchall())

    def count(self, kinds: Sequence[str]) -> int:
        """Return how many things of some classes claims join; kinds are local names."""
        [number] = self._connection.execute(
            """SELECT COUNT(DISTINCT thing) FROM kinds JOIN things ON things.id = kinds.thing
               WHERE kinds.kind IN (SELECT value FROM json_each(?)) AND claims > 0""",
            (json.dumps(kinds),),
        ).fetchone()
        return int(number)

    def named(self, name: str) -> dict[str, str]:
        """Return IRI → label of the things that have a name, as label or alias."""
        return dict(
            self._connection.execute(
                """SELECT DISTINCT things.iri, things.label
                   FROM names JOIN things ON things.id = names.thing
                   WHERE names.folded = ? ORDER BY things.label, things.iri""",
                (normalize(name),),
            ).fetchall()
        )

    def near(self, name: str, limit: int = 5) -> dict[str, str]:
        """Return IRI → label of the things whose names are the most like a name."""
        key = normalize(name)
        pieces = {key[i : i + _TRIGRAM] for i in range(len(key) - _TRIGRAM + 1)}
        if not pieces:
            return {match.iri: match.label for match in self.search(name, limit=limit)}
        phrase = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
        start = key[: _TRIGRAM - 1]  # a mistake in a short name may leave none of its trigrams
        rows = self._connection.execute(
            _NEAR, {"pieces": phrase, "start": start, "after": start + _LAST}
        )
        likeness: defaultdict[tuple[str, str], float] = defaultdict(float)
        for iri, label, folded in rows:
            ratio = SequenceMatcher(None, key, folded).ratio()
            likeness[iri, label] = max(likeness[iri, label], ratio)
        best = sorted(likeness, key=lambda thing: (-likeness[thing], thing))[:limit]
        return {iri: label for iri, label in best if likeness[iri, label] >= _LIKE}


_LIKE: Final = 0.4
"""Least ratio of equal characters in two names that are called near."""


def resolve(store: Store, name: str) -> str:
    """Return the IRI of the thing that a user's name stands for.

    Args:
        store: Where the thing is.
        name: Its IRI, prefixed name, slug, or any of its labels and aliases.

    Raises:
        EntityError: nothing has that name, or several things have it; carries the near matches.
    """
    text = name.strip()
    iri = expand(text)
    if iri != text or re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text):
        if _is_known(store, iri):
            return iri
    elif SLUG.fullmatch(text) and _is_known(store, ID + text):
        return ID + text
    index = LabelIndex.open(store)
    found = index.named(text)
    things = [iri for iri in found if iri.startswith(ID)] or list(found)
    if len(things) == 1:
        return things[0]
    if things:
        problem = f"The name {name!r} can mean several things."
        raise _unclear(problem, {iri: found[iri] for iri in things})
    name_in_iri = text.removeprefix(ID)
    near = {} if "://" in name_in_iri else index.near(name_in_iri)
    raise _unclear(f"Nothing has the name {name!r}.", near)


def _unclear(problem: str, things: dict[str, str]) -> EntityError:
    """Return the error for a name that stands for no thing, or not for one alone."""
    return EntityError(problem, [_described(*thing) for thing in things.items()], things)


@lru_cache(maxsize=8)
def _opened(path: Path, version: str) -> LabelIndex:
    """Return the index of a version; a version's index never changes, so it is opened once.

    Raises:
        LookupError: there is no index, or it is of another version.
    """
    if not path.is_file():
        raise LookupError(path)
    try:
        index = LabelIndex(path)
    except sqlite3.DatabaseError as error:
        raise LookupError(path) from error
    if index.version != version:
        raise LookupError(version)
    return index


_LARGE: Final = 20_000
"""Most names of which an index is made while the caller waits: about half a second."""

_LATEST: Final[dict[Path, LabelIndex]] = {}
"""Folder of a store → the index of it that was opened last."""

_BEING_MADE: Final[dict[Path, Thread]] = {}
"""Folder of a store → the thread that makes, or made, an index of it."""


_MAKING: Final = Lock()
"""Is held by the thread that makes an index while its callers wait."""


def _made(store: Store, path: Path, version: str) -> LabelIndex:
    """Return the index of a version; of several threads that need it, one makes it."""
    with _MAKING:
        try:
            return _opened(path, version)
        except LookupError:
            write_index(path, store.query, version)
            return _opened(path, version)


def _make_meanwhile(store: Store, path: Path, version: str) -> None:
    """Make an index in another thread, unless one is at it already."""
    with _MAKING:
        working = _BEING_MADE.get(path.parent.parent)
        if working is None or not working.is_alive():
            thread = Thread(target=_make, args=(store, path, version), daemon=True)
            _BEING_MADE[path.parent.parent] = thread
            thread.start()


def _make(store: Store, path: Path, version: str) -> None:
    """Make an index; what keeps it from being made is logged, since nobody waits for it."""
    try:
        write_index(path, store.query, version)
    except ComityError:
        _LOG.exception("The label index of version %s could not be made.", version)


def _phrase(key: str) -> str:
    """Return what to match the trigrams with: the text, or the word that begins with it.

    A text of two characters has no trigram, but a space and the text are one; a text of one
    character is only found where a name begins with it.
    """
    padded = key if len(key) >= _TRIGRAM else f" {key}"
    return f'"{padded}"' if len(padded) >= _TRIGRAM else ""


def _is_known(store: Store, iri: str) -> bool:
    """Tell whether a store says anything about an IRI."""
    try:
        x = ox.NamedNode(iri)
    except ValueError:
        return False
    if store.query(f"ASK {{ {x} ?p ?o }}"):  # takes half as long to plan as all that may be
        return True
    return bool(
        store.query(f"ASK {{ {{ {x} ?p ?o }} UNION {{ ?s ?p {x} }} UNION {{ ?s {x} ?o }} }}")
    )


def _described(iri: str, label: str) -> str:
    """Return a thing as a message names it.

    >>> _described("https://w3id.org/comity/id/cmac", "Cambodian Mine Action Centre")
    'Cambodian Mine Action Centre (cmac)'
    """
    return f"{label} ({short_name(iri)})"
