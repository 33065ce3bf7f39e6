"""What is worked out once for each version of a store, and kept until it has another.

>>> from graph.store import MemoryStore
>>> @once_a_version
... def size(store: Store) -> int:
...     return sum(1 for _ in store.dump())
>>> store = MemoryStore()
>>> with store.write() as writer:
...     writer.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
>>> size(store)
1
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial, wraps
from threading import Lock
from typing import Concatenate, Final, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from graph.store import Store

P = ParamSpec("P")
Answer = TypeVar("Answer")

_MOST: Final = 4
"""Most answers of a function that are kept of one store."""


class _Slot(Generic[Answer]):
    """Holds one answer; who asks while it is worked out waits for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: list[Answer] = []

    def answer(self, make: Callable[[], Answer]) -> Answer:
        """Return the answer, made where there is none yet."""
        with self._lock:
            if not self._answers:
                self._answers.append(make())
            return self._answers[0]


class _Slots(Generic[Answer]):
    """The answers for one version of a store, those that were asked for last.

    Args:
        version: Of the store.
    """

    def __init__(self, version: str) -> None:
        self.version = version
        self._slots: OrderedDict[object, _Slot[Answer]] = OrderedDict()
        self._lock = Lock()

    def slot(self, asked: object) -> _Slot[Answer]:
        """Return where the answer for some arguments is."""
        with self._lock:
            slot = self._slots.setdefault(asked, _Slot())
            self._slots.move_to_end(asked)
            while len(self._slots) > _MOST:
                self._slots.popitem(last=False)
            return slot


def once_a_version(
    function: Callable[Concatenate[Store, P], Answer],
) -> Callable[Concatenate[Store, P], Answer]:
    """Return a function that keeps its last answers while the store has its version.

    Callers do not change an answer: others get the same.

    Args:
        function: Reads from a store; its other arguments are hashable.
    """
    known: WeakKeyDictionary[Store, _Slots[Answer]] = WeakKeyDictionary()

    @wraps(function)
    def kept(store: Store, /, *args: P.args, **options: P.kwargs) -> Answer:
        version = store.version  # before the store is read: an answer may be newer, never older
        slots = known.get(store)
        if slots is None or slots.version != version:
            slots = known[store] = _Slots(version)
        slot = slots.slot((args, *sorted(options.items())))
        return slot.answer(partial(function, store, *args, **options))

    return kept
