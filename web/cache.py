"""Answers kept as bytes.

An answer is kept under its ETag, which stands for the version of the store, the path, the query
string and the form, and under how it was sent: compressed or not, to a page of another origin or
not. Which answer a request will get is known from its path, its query string and three headers.
All is dropped as soon as the store has another version.
"""

from collections import OrderedDict
from typing import Final, NamedTuple, TypeAlias

from starlette.types import Message, Scope

from web.headers import NOT_KEPT, takes_gzip
from web.metrics import Timing
from web.replies import is_known
from web.sight import Sight

Headers: TypeAlias = dict[bytes, bytes]
Asked: TypeAlias = tuple[str, bytes, bytes | None, bytes | None, bool]
"""Path, query string, Accept, Accept-Encoding, whether a page of another origin asks."""

Key: TypeAlias = tuple[str, bool, bool]
"""ETag, whether gzip will do, whether a page of another origin asks."""

_KEPT: Final = frozenset(
    ("", "doc", "export", "map", "ontology", "path", "queries", "search", "timeline")
)
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


def _asked(scope: Scope, headers: Headers) -> Asked:
    """Return what decides which of the answers of a version a request gets."""
    return (
        scope["path"],
        scope["query_string"],
        headers.get(b"accept"),
        headers.get(b"accept-encoding"),
        b"origin" in headers,
    )


class Cache:
    """Answers on one store, those that were asked for last, as many as fit into memory.

    Args:
        sight: The version of the store decides which answers are good.
        size: Most bytes that the answers may take; 0 keeps none.
    """

    def __init__(self, sight: Sight, size: int) -> None:
        self._sight = sight
        self._most = size
        self._version = ""
        self._keys: dict[Asked, Key] = {}
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
        key = self._keys.get(_asked(scope, headers))
        if key is None or scope["method"] not in ("GET", "HEAD"):
            return None
        if self._sight.version != self._version:
            self._clear()
            return None
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
        return self._sight.version

    def keep(
        self,
        scope: Scope,
        headers: Headers,
        version: str,
        messages: tuple[Message, Message],
        timings: tuple[Timing, Timing],
    ) -> None:
        """Keep an answer, if it is one.

        Args:
            scope: The request.
            headers: Its headers.
            version: Of the store, read before the answer was made: it may be of a newer one, and is
                dropped as soon as that is seen.
            messages: Those that sent it.
            timings: Where requests are counted that get it, and those that hold it.
        """
        start, body = messages
        sent = dict(start["headers"])
        tag = None if sent.get(b"cache-control") == NOT_KEPT.encode() else sent.get(b"etag")
        _, query, accept, encoding, is_foreign = asked = _asked(scope, headers)
        cost = len(body["body"]) + _OVERHEAD
        is_long = max(map(len, (query, accept or b"", encoding or b""))) > _LONGEST
        if tag is None or is_long or cost * _LARGEST > self._most:
            return
        if self._version != version:
            self._clear()
            self._version = version
        gzip = encoding is not None and takes_gzip(encoding.decode("latin-1"))
        key = self._keys[asked] = (tag.decode("latin-1"), gzip, is_foreign)
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
        if len(self._keys) * _OVERHEAD > 2 * self._most:  # many words for the same forms
            self._keys.clear()

    def _clear(self) -> None:
        """Drop all."""
        self._keys.clear()
        self._entries.clear()
        self.size = 0
