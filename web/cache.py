"""Answers kept as bytes.

An answer is kept under its ETag, which stands for the version of the store, the path, the query
string and the form, and under how it was sent: compressed or not, to a page of another origin or
not. Which ETag a request will get is known from its path, query string and Accept header. All is
dropped as soon as the store has another version.
"""

from collections import OrderedDict
from typing import Final, NamedTuple, TypeAlias

from starlette.types import Message, Scope

from graph.store import Store
from web.headers import NOT_KEPT, takes_gzip
from web.metrics import Timing
from web.replies import is_known

Headers: TypeAlias = dict[bytes, bytes]
Asked: TypeAlias = tuple[str, bytes, bytes]
"""Path, query string, Accept."""

Key: TypeAlias = tuple[str, bool, bool]
"""ETag, whether gzip will do, whether a page of another origin asks."""

_KEPT: Final = frozenset(("", "doc", "export", "ontology", "path", "queries", "search"))
"""First steps of the paths whose answers are kept: they depend on nothing else than the above."""

_LARGEST: Final = 8
"""An answer that takes more than one part in so many of the cache is not kept."""

_LONGEST: Final = 2048
"""Most bytes of a query string or an Accept header that are kept."""

_OVERHEAD: Final = 4096
"""Bytes that an entry takes beside its body, with what was asked for it."""

_OF_THE_BODY: Final = frozenset((b"content-length", b"content-type", b"content-encoding"))

NO_BODY: Final[Message] = {"type": "http.response.body", "body": b""}


class Entry(NamedTuple):
    """An answer.

    Args:
        tag: Its ETag.
        start: The first message that sends it.
        body: The second one.
        held: The first message for a client that holds the answer.
        timings: Where requests are counted that got the answer, and those that held it.
    """

    tag: str
    start: Message
    body: Message
    held: Message
    timings: tuple[Timing, Timing]

    def is_held(self, headers: Headers) -> bool:
        """Tell whether the client holds the answer already."""
        known = headers.get(b"if-none-match")
        return known is not None and (
            known.strip() == b"*" or is_known(self.tag, known.decode("latin-1"))
        )


def _takes_gzip(headers: Headers) -> bool:
    """Tell whether a client takes an answer that is compressed with gzip."""
    accepted = headers.get(b"accept-encoding")
    return accepted is not None and takes_gzip(accepted.decode("latin-1"))


class Cache:
    """Answers on one store, those that were asked for last, as many as fit into memory.

    Args:
        store: Its version decides which answers are good.
        size: Most bytes that the answers may take; 0 keeps none.
    """

    def __init__(self, store: Store, size: int) -> None:
        self._store = store
        self._most = size
        self._version = ""
        self._tags: dict[Asked, str] = {}
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def find(self, scope: Scope, headers: Headers) -> Entry | None:
        """Return the answer that a request gets, or None where it is not kept.

        Args:
            scope: A request.
            headers: Its headers.

        Raises:
            StoreError: the store cannot be read.
        """
        asked = (scope["path"], scope["query_string"], headers.get(b"accept", b""))
        tag = self._tags.get(asked)
        if tag is None or scope["method"] not in ("GET", "HEAD"):
            return None
        if self._store.version != self._version:
            self._clear()
            return None
        key = (tag, _takes_gzip(headers), b"origin" in headers)
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
            self.hits += 1
        return entry

    def version_for(self, scope: Scope) -> str | None:
        """Return the version of the store if the answer to a request may be kept, else None.

        Raises:
            StoreError: the store cannot be read.
        """
        if not self._most or scope["method"] != "GET":
            return None
        first = scope["path"].split("/", 2)[1:2]
        if not first or first[0].partition(".")[0] not in _KEPT:
            return None
        self.misses += 1
        return self._store.version

    def keep(
        self,
        scope: Scope,
        headers: Headers,
        version: str,
        messages: tuple[Message, Message],
        timings: tuple[Timing, Timing],
    ) -> None:
        """Keep an answer, if it is one and the store still has the version it was made from.

        Args:
            scope: The request.
            headers: Its headers.
            version: Of the store, read before the answer was made.
            messages: Those that sent it.
            timings: Where requests are counted that get it, and those that hold it.

        Raises:
            StoreError: the store cannot be read.
        """
        start, body = messages
        sent = dict(start["headers"])
        tag = None if sent.get(b"cache-control") == NOT_KEPT.encode() else sent.get(b"etag")
        accept, cost = headers.get(b"accept", b""), len(body["body"]) + _OVERHEAD
        is_long = max(len(scope["query_string"]), len(accept)) > _LONGEST
        if tag is None or is_long or cost * _LARGEST > self._most:
            return
        if self._store.version != version:
            return
        if self._version != version:
            self._clear()
            self._version = version
        self._tags[scope["path"], scope["query_string"], accept] = tag.decode("latin-1")
        gzip = _takes_gzip(headers)
        key = (tag.decode("latin-1"), gzip, b"origin" in headers)
        if key not in self._entries:
            held = [pair for pair in start["headers"] if pair[0] not in _OF_THE_BODY]
            self._entries[key] = Entry(
                key[0], start, body, {**start, "status": 304, "headers": held}, timings
            )
            self.size += cost
        self._shrink()

    def _shrink(self) -> None:
        """Drop what was asked for the longest time ago, until the rest fits."""
        while self.size > self._most:
            _, entry = self._entries.popitem(last=False)
            self.size -= len(entry.body["body"]) + _OVERHEAD
        if len(self._tags) * _OVERHEAD > 2 * self._most:  # many words for the same forms
            self._tags.clear()

    def _clear(self) -> None:
        """Drop all."""
        self._tags.clear()
        self._entries.clear()
        self.size = 0
