"""The screen of ``comity review``: a sentence with its claims, and one key for each decision."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import DataTable, Footer, Header, HelpPanel, Static

from graph.cli.output import counted
from graph.cli.review_parts import COLUMNS, FormScreen, Parts, marked, row
from graph.errors import ComityError, NotFoundError
from graph.review.decisions import accept, edit, reject, undo
from graph.review.desk import Desk, open_desk
from graph.review.draft import drafts_of
from graph.review.likeness import possible_merges
from graph.review.merging import merge
from graph.review.naming import changes_named, thing_named
from graph.review.publishing import publish_report
from graph.review.queue import Candidate, Queue, read_queue
from graph.review.records import By, Decision, State
from graph.store import Store
from graph.terms import text_of


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
        Binding("w", "reason", "Why", tooltip="Give the reason for the next decision"),
        Binding("m", "merge", "Merge", tooltip="Merge two things that are one"),
        Binding("s", "skip", "Skip", tooltip="Go to the next claim that is open"),
        Binding("u", "undo", "Undo", tooltip="Undo the last decision, or that on the claim"),
        Binding("n", "next", "Next", tooltip="Go to the next sentence"),
        Binding("p", "previous", "Back", tooltip="Go to the sentence before"),
        Binding("P", "publish", "Publish", tooltip="Write the report from what was accepted"),
        Binding("question_mark", "help", "Help"),
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
        self._why = ""
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
        self._table.add_columns(*COLUMNS)
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

        def edited(now: Parts | None) -> None:
            self._edited({part: text for part, text in (now or {}).items() if text != parts[part]})

        self.push_screen(FormScreen("Edit the claim", parts), edited)

    def action_reason(self) -> None:
        """Ask for the reason of the next decision."""

        def given(now: Parts | None) -> None:
            if now is not None:
                self._why = now["why"]
                self._show(self._table.cursor_row)

        self.push_screen(FormScreen("Why? For the next decision", {"why": self._why}), given)

    def action_merge(self) -> None:
        """Ask which thing gives way to which; the claim under the cursor may name one."""
        candidate = self._current
        if candidate is None:
            return
        claim, names = candidate.claim, {"thing": candidate.subject, "into": ""}
        about = {text_of(claim.subject), text_of(claim.object), *claim.speakers}
        for pair in possible_merges(self._store, self._queue.draft):
            if not about.isdisjoint((pair.thing, pair.into)):
                label = self._queue.label
                names = {"thing": label(pair.thing), "into": label(pair.into)}
                break
        self.push_screen(FormScreen("Merge a thing into another", names), self._merged)

    def action_publish(self) -> None:
        """Ask whether to publish."""
        states = list(self._queue.draft.states.values())
        counts = f"{states.count(State.ACCEPTED)} accepted, {states.count(State.EDITED)} edited"
        left = counted(states.count(State.DRAFT), "claim")
        title = f"Publish {self._report}: {counts}; {left} left open"
        self.push_screen(FormScreen(title, {}), self._published)

    def action_help(self) -> None:
        """Show what the keys do, or hide it."""
        if self.screen.query(HelpPanel):
            self.action_hide_help_panel()
        else:
            self.action_show_help_panel()

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
        place, sentences = self._table.cursor_row, self._sentences
        claims = sentences[self._sentence] if sentences else []
        return claims[place] if 0 <= place < len(claims) else None

    def _edited(self, changed: Parts) -> None:
        """Put the claim that a form describes in place of the one under the cursor."""
        if not changed:
            return

        def change(desk: Desk, candidate: Candidate, by: By) -> Decision:
            parts = {part: [text] if text else [] for part, text in changed.items()}
            changes = changes_named(self._store, desk.draft, parts)
            return edit(desk, candidate.claim.iri, changes, by, candidate.version)

        self._decide(change)

    def _merged(self, names: Parts | None) -> None:
        """Merge the things that a form names."""
        if names is None:
            return

        def change(desk: Desk, by: By) -> Decision:
            first = thing_named(self._store, desk.draft, names["thing"])
            return merge(desk, first, thing_named(self._store, desk.draft, names["into"]), by)

        if self._take(change):
            self.notify(f"{names['thing']} is {names['into']} from now on.")

    def _published(self, answer: Parts | None) -> None:
        """Publish the report, and tell what it consists of."""
        if answer is None:
            return
        try:
            done = publish_report(self._store, self._report)
        except ComityError as error:
            self._tell(error)
        else:
            self.notify(f"{self._report}: {done.in_words}.")

    def _decide(self, step: Callable[[Desk, Candidate, By], Decision]) -> None:
        """Take a decision on the claim under the cursor, and go on."""
        candidate = self._current
        if candidate and self._take(lambda desk, by: step(desk, candidate, by)):
            self._go_on()

    def _take(self, step: Callable[[Desk, By], Decision]) -> bool:
        """Take a decision, with the reason that was given for it; tell whether that was done."""
        by = By(self._curator, self._clock(), self._why)
        decision = self._attempt(lambda desk: step(desk, by))
        if decision is not None:
            self._taken.append(decision.number)
            self._why = ""
            self._show(self._table.cursor_row)
        return decision is not None

    def _tell(self, error: ComityError) -> None:
        """Tell why something was refused, for long enough to read it."""
        self.notify(str(error), severity="error", timeout=20, markup=False)

    def _attempt(self, step: Callable[[Desk], Decision]) -> Decision | None:
        """Return the decision that a step comes to; where it is refused, tell why."""
        try:
            with open_desk(self._store, self._report) as desk:
                decision = step(desk)
        except ComityError as error:
            self._tell(error)
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
            for place, candidate in enumerate(claims):
                if candidate.claim.iri == iri:
                    self._sentence = number
                    self._show(place)
                    return
        self._move(0)

    def _show(self, place: int = 0) -> None:
        """Show the sentence and its claims."""
        claims = self._sentences[self._sentence] if self._sentences else []
        self.query_one("#sentence", Static).update(marked(self._queue, claims))
        self._table.clear()
        for candidate in claims:
            self._table.add_row(*row(candidate))
        self._table.move_cursor(row=place)
        states = list(self._queue.draft.states.values())
        why = f" — because {self._why}" if self._why else ""
        self.sub_title = f"{states.count(State.DRAFT)} of {len(states)} claims open{why}"


def open_screen(store: Store, report_id: str | None, curator: str) -> None:
    """Open the screen on a report, or on the first that has a draft.

    Raises:
        NotFoundError: the report has no draft, or no report has one.
    """
    drafts = drafts_of(store)
    if report_id is None and not drafts:
        raise NotFoundError("There are no drafts.", "`comity extract` makes one from a text.")
    ReviewApp(store, report_id or drafts[0], curator).run()


def _from(flat: Sequence[Candidate], start: int) -> Iterator[Candidate]:
    """Yield claims from one on, and then those before it."""
    yield from flat[start:]
    yield from flat[:start]
