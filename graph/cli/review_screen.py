"""The screen of ``comity review``: a sentence with its claims, and one key for each decision."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import DataTable, Footer, Header, Input, Label, Static

from graph.errors import ComityError, NotFoundError
from graph.review.decisions import accept, edit, reject, undo
from graph.review.desk import Desk, open_desk
from graph.review.draft import drafts_of
from graph.review.naming import changes_named
from graph.review.queue import Candidate, Queue, read_queue
from graph.review.records import By, Decision, State
from graph.store import Store

_COLUMNS = ("state", "score", "modality", "says", "in words")

Parts = dict[str, str]
"""Part of a claim → its text."""


class EditScreen(ModalScreen[Parts | None]):
    """A form with the parts of a claim; what is changed in it is the edit.

    Args:
        parts: The parts as they are.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("escape", "cancel", "Cancel"),
    ]
    CSS = """
    EditScreen { align: center middle; }
    #form { width: 80%; height: auto; border: round $primary; padding: 1 2; }
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts

    def compose(self) -> ComposeResult:
        """Yield a field a part."""
        with Vertical(id="form"):
            for part, text in self._parts.items():
                yield Label(part)
                yield Input(text, id=part, compact=True)
            yield Label("ctrl+s saves, escape cancels")

    def action_save(self) -> None:
        """Return the parts that were changed."""
        now = {part: self.query_one(f"#{part}", Input).value.strip() for part in self._parts}
        self.dismiss({part: text for part, text in now.items() if text != self._parts[part]})

    def action_cancel(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def on_input_submitted(self) -> None:
        """Take the enter key for the end of the form."""
        self.action_save()


class ReviewApp(App[None]):
    """The queue of one draft.

    Args:
        store: Where the draft is.
        report_id: The report.
        curator: Who decides.
        clock: Tells the time of a decision.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept"),
        Binding("r", "reject", "Reject"),
        Binding("e", "edit", "Edit"),
        Binding("s", "skip", "Skip"),
        Binding("u", "undo", "Undo"),
        Binding("n", "next", "Next sentence"),
        Binding("p", "previous", "Previous sentence"),
        Binding("q", "quit", "Quit"),
    ]
    CSS = """
    #sentence { width: 40%; padding: 1 2; }
    #claims { width: 60%; }
    """

    def __init__(
        self,
        store: Store,
        report_id: str,
        curator: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self.title = report_id
        self._store = store
        self._report = report_id
        self._curator = curator
        self._clock = clock
        self._taken: list[int] = []
        self._sentence = 0
        self._queue: Queue = read_queue(store, report_id)

    def compose(self) -> ComposeResult:
        """Yield the sentence and, beside it, its claims."""
        yield Header()
        with Horizontal():
            yield Static(id="sentence")
            yield DataTable[str](id="claims", cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Show the first sentence with a claim on which nobody has decided."""
        self._table.add_columns(*_COLUMNS)
        self._show()
        if self._current is None or self._current.state is not State.DRAFT:
            self._go_on()

    def action_accept(self) -> None:
        """Accept the claim."""
        self._decide(lambda desk, claim, by: accept(desk, claim.claim.iri, by, claim.version))

    def action_reject(self) -> None:
        """Reject the claim."""
        self._decide(lambda desk, claim, by: reject(desk, claim.claim.iri, by, claim.version))

    def action_edit(self) -> None:
        """Open a form with the parts of the claim."""
        candidate = self._current
        if candidate is None:
            return
        parts = {
            "subject": candidate.subject,
            "predicate": candidate.predicate,
            "object": candidate.object,
            "modality": candidate.claim.modality,
            "speaker": ", ".join(candidate.speakers),
            "comment": candidate.claim.comment,
        }
        self.push_screen(EditScreen(parts), self._edited)

    def action_skip(self) -> None:
        """Go to the next claim on which nobody has decided."""
        self._go_on()

    def action_undo(self) -> None:
        """Undo the last decision of this session, or else the one on the claim."""
        candidate = self._current
        on_claim = candidate.decision.number if candidate and candidate.decision else None
        number = self._taken[-1] if self._taken else on_claim
        if number is None:
            self.notify("There is nothing to undo.", severity="warning")
            return
        decision = self._attempt(lambda desk: undo(desk, number))
        if decision is not None:
            self._taken = self._taken[:-1]
            self._show_claim(decision.on[0])

    def action_next(self) -> None:
        """Go to the next sentence."""
        self._move(1)

    def action_previous(self) -> None:
        """Go to the sentence before."""
        self._move(-1)

    @property
    def _table(self) -> DataTable[str]:
        """Return the table of claims."""
        table: DataTable[str] = self.query_one("#claims", DataTable)
        return table

    @property
    def _sentences(self) -> list[list[Candidate]]:
        """Return the claims of each sentence that has some."""
        groups = groupby(
            self._queue.candidates, lambda each: each.place.start if each.place else -1
        )
        return [list(group) for _, group in groups]

    @property
    def _current(self) -> Candidate | None:
        """Return the claim under the cursor."""
        row, sentences = self._table.cursor_row, self._sentences
        claims = sentences[self._sentence] if sentences else []
        return claims[row] if 0 <= row < len(claims) else None

    def _edited(self, changed: Parts | None) -> None:
        """Put the claim that a form describes in place of the one under the cursor."""
        if not changed:
            return

        def change(desk: Desk, candidate: Candidate, by: By) -> Decision:
            parts = {part: [text] if text else [] for part, text in changed.items()}
            changes = changes_named(self._store, desk.draft, parts)
            return edit(desk, candidate.claim.iri, changes, by, candidate.version)

        self._decide(change)

    def _decide(self, step: Callable[[Desk, Candidate, By], Decision]) -> None:
        """Take a decision on the claim under the cursor, and go on."""
        candidate = self._current
        if candidate is None:
            return
        by = By(self._curator, self._clock())
        decision = self._attempt(lambda desk: step(desk, candidate, by))
        if decision is not None:
            self._taken.append(decision.number)
            self._go_on()

    def _attempt(self, step: Callable[[Desk], Decision]) -> Decision | None:
        """Return the decision that a step comes to; where it is refused, tell why."""
        try:
            with open_desk(self._store, self._report) as desk:
                decision = step(desk)
        except ComityError as error:
            self.notify(str(error), severity="error")
            decision = None
        current = self._current
        self._queue = read_queue(self._store, self._report)
        self._show_claim(current.claim.iri if current else "")
        return decision

    def _go_on(self) -> None:
        """Go to the next claim on which nobody has decided, from the start again after the last."""
        flat = [each for claims in self._sentences for each in claims]
        current = self._current
        here = flat.index(current) if current in flat else -1
        for candidate in _from(flat, here + 1):
            if candidate.state is State.DRAFT and candidate != current:
                self._show_claim(candidate.claim.iri)
                return
        self.notify("No other claim is open.")

    def _move(self, step: int) -> None:
        """Go some sentences on."""
        last = len(self._sentences) - 1
        self._sentence = max(0, min(self._sentence + step, last))
        self._show()

    def _show_claim(self, iri: str) -> None:
        """Show a claim with its sentence."""
        for number, claims in enumerate(self._sentences):
            for row, candidate in enumerate(claims):
                if candidate.claim.iri == iri:
                    self._sentence = number
                    self._show(row)
                    return
        self._move(0)

    def _show(self, row: int = 0) -> None:
        """Show the sentence and its claims."""
        claims = self._sentences[self._sentence] if self._sentences else []
        self.query_one("#sentence", Static).update(_marked(self._queue, claims))
        self._table.clear()
        for candidate in claims:
            self._table.add_row(*_row(candidate))
        self._table.move_cursor(row=row)
        states = list(self._queue.draft.states.values())
        self.sub_title = f"{states.count(State.DRAFT)} of {len(states)} claims open"


def open_screen(store: Store, report_id: str | None, curator: str) -> None:
    """Open the screen on a report, or on the first that has a draft.

    Raises:
        NotFoundError: the report has no draft, or no report has one.
    """
    drafts = drafts_of(store)
    if report_id is None and not drafts:
        raise NotFoundError("There are no drafts.", "`comity extract` makes one from a text.")
    ReviewApp(store, report_id or drafts[0], curator).run()


def _row(candidate: Candidate) -> Iterator[str]:
    """Yield the cells of a claim."""
    yield candidate.state.value
    yield "" if candidate.score is None else f"{candidate.score:.2f}"
    yield candidate.claim.modality
    yield f"{candidate.subject} — {candidate.predicate} — {candidate.object}"
    yield candidate.claim.comment


def _marked(queue: Queue, claims: Sequence[Candidate]) -> Text:
    """Return the sentence of some claims, with the names in it marked."""
    if not claims:
        return Text("The draft has no claims.")
    place = claims[0].place
    if place is None or place.words is None:
        return Text(f"{place or ''}\n\nThe text is not kept in this store.".strip())
    text = Text(place.words)
    names = [name for claim in claims for name in queue.names_in(claim) if name]
    text.highlight_words(sorted(set(names), key=len, reverse=True), "bold underline")
    return Text.assemble(f"{place}\n\n", text)


def _from(flat: Sequence[Candidate], start: int) -> Iterator[Candidate]:
    """Yield claims from one on, and then those before it."""
    yield from flat[start:]
    yield from flat[:start]
