"""The parts of the screen of ``comity review``: a form, the row of a claim, a marked sentence."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from graph.review.queue import Candidate, Queue

COLUMNS: Final = ("state", "score", "modality", "says", "also", "in words")
"""Heads of the cells of a claim."""

Parts = dict[str, str]
"""Name of a part → its text."""


class FormScreen(ModalScreen[Parts | None]):
    """A form; it returns its parts as they are then, or None where it was cancelled.

    Args:
        title: What it is for.
        parts: The parts as they are; without any, it asks whether to go on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("escape", "cancel", "Cancel"),
    ]
    CSS = """
    FormScreen { align: center middle; }
    #form { width: 80%; height: auto; border: round $primary; padding: 1 2; }
    """

    def __init__(self, title: str, parts: Parts) -> None:
        super().__init__()
        self._title = title
        self._parts = parts

    def compose(self) -> ComposeResult:
        """Yield a field a part."""
        with Vertical(id="form"):
            yield Label(self._title, markup=False)
            for part, text in self._parts.items():
                yield Label(part)
                yield Input(text, id=part, compact=True)
            yield Label("ctrl+s goes on, escape cancels")

    def action_save(self) -> None:
        """Return the parts."""
        self.dismiss(
            {part: self.query_one(f"#{part}", Input).value.strip() for part in self._parts}
        )

    def action_cancel(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def on_input_submitted(self) -> None:
        """Take the enter key for the end of the form."""
        self.action_save()


def row(candidate: Candidate) -> Iterator[str]:
    """Yield the cells of a claim."""
    yield candidate.state.value
    yield "" if candidate.score is None else f"{candidate.score:.2f}"
    yield candidate.claim.modality
    yield f"{candidate.subject} — {candidate.predicate} — {candidate.object}"
    yield candidate.also
    yield candidate.claim.comment


def marked(queue: Queue, claims: Sequence[Candidate]) -> Text:
    """Return the sentence of some claims, with the names in it marked."""
    if not claims:
        return Text("The draft has no claims.")
    place = claims[0].place
    if place is None or place.words is None:
        return Text(f"{place or ''}\n\nThe text is not kept in this store.".strip())
    text = Text(place.words)
    for mark in (mark for claim in claims for mark in queue.marks(claim)):
        text.stylize("bold underline", mark.start, mark.end)
    return Text.assemble(f"{place}\n\n", text)
