"""What may be a name, before the whole document has been heard on it."""

from dataclasses import dataclass

from graph.extraction.gazetteer import Thing
from graph.extraction.proposals import Kind


@dataclass(frozen=True)
class Candidate:
    """Tokens that may be a name.

    Args:
        start: Index of the first token.
        end: Index of the token after the last.
        kind: What it is; None where nothing near it tells.
        things: Known things that it may stand for.
        sure: Whether its words, or those beside it, tell the kind, and not the model alone.
        generic: Whether it is a head and no more, such as "the Ministry".
    """

    start: int
    end: int
    kind: Kind | None
    things: tuple[Thing, ...] = ()
    sure: bool = True
    generic: bool = False
