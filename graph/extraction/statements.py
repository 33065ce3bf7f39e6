"""From proposals to statements: what is proposed, in predicates and classes of the ontology.

A relation has some ways to be said. Of these the first is taken that both sides fit, and a
proposal that fits none is left out: nothing is stretched to be a claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.extraction.bodies import body_of
from graph.extraction.classes import CONDITION, CONFERENCE, INFRASTRUCTURE, PLACE, classes_of_phrase
from graph.extraction.figures import Figure, read_figure
from graph.extraction.labels import listed, without
from graph.extraction.plans import read_plan
from graph.extraction.proposals import Argument, Extraction, Mention, Modality, Proposal, Relation
from graph.extraction.things import Cast, Thing, agent, short
from graph.extraction.vocabulary import Side
from graph.extraction.ways import HELD, PHRASES, TELLING, WAYS, Way


@dataclass(frozen=True)
class Statement:
    """What a proposal says, in terms of the ontology.

    Args:
        proposals: Places in the extraction of the proposals that say it.
        sentence: Index of the sentence.
        subject: The subject.
        predicate: The predicate, as a prefixed name.
        object: The object.
        modality: How it is held.
        speaker: Who says it; None for the document's own voice.
        figure: What the object measures, where it is a figure.
        more: Predicate and object of what else is said of the claim.
    """

    proposals: tuple[int, ...]
    sentence: int
    subject: Thing
    predicate: str
    object: Thing
    modality: Modality
    speaker: Thing | None
    figure: Figure | None = None
    more: tuple[tuple[str, Thing], ...] = ()

    @property
    def said(self) -> tuple[Thing, str, Thing]:
        """Return subject, predicate and object."""
        return self.subject, self.predicate, self.object


_LENGTH: Final = re.compile(r"(?:kilomet|met)(?:re|er)s?|km|miles?|m", re.IGNORECASE)


def read_statements(extraction: Extraction, cast: Cast) -> Iterator[Statement]:
    """Yield what the proposals of an extraction say, visits apart from all else first.

    Args:
        extraction: What was read in a text.
        cast: Its things.
    """
    yield from _Statements(extraction, cast).read()


class _Statements:
    """The statements of one extraction."""

    def __init__(self, extraction: Extraction, cast: Cast) -> None:
        self._proposals = extraction.proposals
        self._cast = cast
        self._mentions: defaultdict[int, list[Mention]] = defaultdict(list)
        self._bodies: set[tuple[str, str]] = set()
        places = extraction.document.sentences
        index = 0
        for mention in extraction.mentions:
            while index + 1 < len(places) and places[index + 1].start <= mention.start:
                index += 1
            self._mentions[index].append(mention)

    def read(self) -> Iterator[Statement]:
        """Yield the statements."""
        visits: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, proposal in enumerate(self._proposals):
            if proposal.relation is Relation.VISITS:
                by = proposal.speaker.name if proposal.speaker else ""
                key = proposal.sentence, proposal.modality, proposal.time, by, proposal.rule
                visits[key].append(place)
            else:
                yield from self._statement(place)
        for places in visits.values():
            yield from self._visit(places)

    def _statement(self, place: int) -> Iterator[Statement]:
        """Yield what a proposal says, if the ontology can say it."""
        proposal = self._proposals[place]
        if proposal.relation is Relation.QUANTITY:
            yield from self._quantity(place)
        elif proposal.relation is Relation.PLANS:
            yield from self._plan(place)
        elif proposal.relation in HELD:
            yield from self._opinion(place)
        else:
            subject, value = self._sides(proposal)
            if proposal.relation is Relation.HOSTS:
                value.prefer(CONFERENCE)
            said = list(self._say(place, WAYS[proposal.relation], subject, value))
            yield from said
            if said and proposal.relation is Relation.HOLDS_POSITION:
                yield from self._body(place, value)

    def _body(self, place: int, post: Thing) -> Iterator[Statement]:
        """Yield in which body a post is, if its name tells, and nothing has said so before."""
        proposal = self._proposals[place]
        named = body_of(proposal.object.name, self._mentions[proposal.sentence])
        if named is None or proposal.modality is not Modality.ASSERTED:
            return
        body = self._cast.named(named)
        if (post.iri, body.iri) not in self._bodies:
            self._bodies.add((post.iri, body.iri))
            yield from self._say(place, [Way("org:postIn")], post, body)

    def _sides(self, proposal: Proposal) -> tuple[Thing, Thing]:
        """Return the things on both sides of a relation."""
        relation, value = proposal.relation, proposal.object
        classes = PHRASES.get(relation, agent(value))
        if relation in TELLING:
            classes = classes_of_phrase(value.name, classes)
        subject_classes = PHRASES[relation] if relation is Relation.BORDERS else None
        subject = self._thing(proposal.subject, subject_classes)
        if relation is Relation.HOLDS_POSITION:
            return subject, self._cast.post(value.name)
        return subject, self._thing(value, classes)

    def _thing(self, argument: Argument, classes: tuple[str, ...] | None = None) -> Thing:
        """Return the thing that an argument stands for.

        Args:
            argument: The argument.
            classes: Classes that it may be of if it has no name; by default, those of a party.
        """
        if argument.mention:
            return self._cast.named(argument.mention)
        return self._cast.phrase(argument.name, classes or agent(argument))

    def _say(
        self, place: int, ways: Iterable[Way], subject: Thing, value: Thing
    ) -> Iterator[Statement]:
        """Yield a relation in the first way that both sides fit, if there is one."""
        ways = tuple(ways)
        for one, other in self._castings(subject, value):
            for likeliest in (True, False):
                for way in ways:
                    first, last = (other, one) if way.is_turned else (one, other)
                    if first.fits(way.predicate, Side.SUBJECT, likeliest=likeliest) and last.fits(
                        way.predicate, Side.OBJECT, likeliest=likeliest
                    ):
                        yield self._state(place, first, way.predicate, last)
                        return

    def _castings(self, subject: Thing, value: Thing) -> Iterator[tuple[Thing, Thing]]:
        """Yield the two sides; then, for a place that is no agent, those who act for it."""
        yield subject, value
        acting = [
            self._cast.authorities(thing) if _is_mere_place(thing) else thing
            for thing in (subject, value)
        ]
        if acting != [subject, value]:
            yield acting[0], value
            yield acting[0], acting[1]

    def _state(
        self,
        place: int,
        subject: Thing,
        predicate: str,
        value: Thing,
        *more: tuple[str, Thing],
    ) -> Statement:
        """Return a statement whose sides fit, and settle their classes."""
        proposal = self._proposals[place]
        subject.settle(predicate, Side.SUBJECT)
        value.settle(predicate, Side.OBJECT)
        modality = proposal.modality
        if modality is Modality.ASSERTED:
            modality = HELD.get(proposal.relation, modality)
        speaker = self._speaker(proposal, modality)
        return Statement(
            (place,), proposal.sentence, subject, predicate, value, modality, speaker, more=more
        )

    def _speaker(self, proposal: Proposal, modality: Modality) -> Thing | None:
        """Return who holds what a proposal says; an accuser is always somebody."""
        argument = proposal.speaker
        if argument is None and proposal.relation in (Relation.DENIES, Relation.ALLEGES):
            argument = proposal.subject
        if argument is None:
            return self._cast.unnamed("Unnamed accusers") if modality is Modality.ALLEGED else None
        speaker = self._thing(argument)
        if not speaker.settle_as("foaf:Agent", "schema:CreativeWork"):
            return self._cast.authorities(speaker)
        return speaker

    def _quantity(self, place: int) -> Iterator[Statement]:
        """Yield how many or how much of something there is."""
        proposal = self._proposals[place]
        counted = "" if proposal.subject.mention else short(proposal.subject.name)
        figure = read_figure(proposal.object.name, counted)
        if figure is None:
            return
        subject = self._thing(
            proposal.subject, classes_of_phrase(proposal.subject.name, (CONDITION,))
        )
        label = short(proposal.object.name)
        node = self._cast.local(f"figure {label}", label, ("schema:QuantitativeValue",))
        is_length = subject.classes[0] == INFRASTRUCTURE and _LENGTH.fullmatch(figure.unit)
        predicate = "comity:length" if is_length else "comity:quantity"
        yield replace(self._state(place, subject, predicate, node), figure=figure)

    def _plan(self, place: int) -> Iterator[Statement]:
        """Yield what somebody plans."""
        proposal = self._proposals[place]
        subject = self._thing(proposal.subject)
        plan = read_plan(proposal.object.name)
        named = self._mentioned(proposal.sentence, plan.words, whole=True)
        value = self._cast.named(named[0]) if named else self._cast.phrase(plan.words, plan.classes)
        said = list(self._say(place, [Way(plan.predicate)], subject, value))
        if not said:
            whole = self._cast.phrase(proposal.object.name, (CONDITION,))
            ways = (Way("comity:worksToward"), Way("comity:promotes"))
            said = list(self._say(place, ways, subject, whole))
        yield from said

    def _opinion(self, place: int) -> Iterator[Statement]:
        """Yield what somebody denies or alleges.

        To deny a thing is to deny that one supports it. Other words are a condition, denied or
        alleged of the first thing that they name.
        """
        proposal = self._proposals[place]
        if proposal.object.mention and proposal.relation is Relation.DENIES:
            value = self._cast.named(proposal.object.mention)
            yield from self._say(
                place, WAYS[Relation.SUPPORTS], self._thing(proposal.subject), value
            )
            return
        words = proposal.object.name
        speaker = proposal.speaker or proposal.subject
        named = [
            mention
            for mention in self._mentioned(proposal.sentence, words)
            if mention.canonical != speaker.name
        ]
        if named:
            about = self._cast.named(named[0])
        elif proposal.relation is Relation.DENIES:
            about = self._thing(proposal.subject)
        else:
            about = self._cast.unnamed(f"Party accused by {speaker.name}")
        condition = self._cast.phrase(words, (CONDITION,), without(words, named))
        topics = [("comity:topic", self._cast.named(mention)) for mention in named[1:]]
        more = [pair for pair in topics if pair[1] is not about]
        yield self._state(place, about, "comity:hasCondition", condition, *dict.fromkeys(more))

    def _mentioned(self, sentence: int, words: str, *, whole: bool = False) -> list[Mention]:
        """Return the mentions of a sentence that occur in some of its words, in their order.

        Args:
            sentence: Index of the sentence.
            words: The words.
            whole: Whether a mention has to be all of the words.
        """
        found: dict[str, tuple[int, Mention]] = {}
        bare = re.sub(r"^(?:the|a|an|its|their) ", "", words.strip(), flags=re.IGNORECASE)
        for mention in self._mentions[sentence]:
            for name in (mention.words, mention.canonical):
                match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
                if match and (not whole or name == bare):
                    found.setdefault(mention.canonical, (match.start(), mention))
        return [mention for _, mention in sorted(found.values(), key=lambda pair: pair[0])]

    def _visit(self, places: list[int]) -> Iterator[Statement]:
        """Yield what proposals of a sentence say of visits.

        Visitors and destinations that are all paired are one visit; else each visitor's are one.
        """
        pairs: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for place in places:
            proposal = self._proposals[place]
            pairs[proposal.subject.name].setdefault(proposal.object.name, place)
        destinations = {tuple(found) for found in pairs.values()}
        together = [list(pairs)] if len(destinations) == 1 else [[name] for name in pairs]
        for visitors in together:
            yield from self._one_visit([pairs[name] for name in visitors])

    def _one_visit(self, pairs: list[dict[str, int]]) -> Iterator[Statement]:
        """Yield what is said of one visit.

        Args:
            pairs: For each visitor, destination → place of the proposal.
        """
        goals = {name: self._destination(place) for name, place in pairs[0].items()}
        places = {name: thing for name, thing in goals.items() if thing.fits(*_LEADS_TO)}
        hosts = [thing for name, thing in goals.items() if name not in places]
        hosts = [thing for thing in hosts if thing.settle_as("foaf:Agent")]
        firsts = (next(iter(found.values())) for found in pairs)
        visitors = [self._thing(self._proposals[place].subject) for place in firsts]
        label = f"Visit of {listed(visitors)} to {listed(list(goals.values()))}"
        visit = self._cast.local("visit", label, ("comity:Visit",))
        for name, thing in places.items():
            led = self._state(pairs[0][name], visit, "comity:destination", thing)
            yield replace(led, proposals=tuple(found[name] for found in pairs))
        more = [("comity:counterpart", host) for host in hosts]
        for found, visitor in zip(pairs, visitors, strict=True):
            place = next(iter(found.values()))
            if visitor.fits("comity:visitor", Side.OBJECT):
                made = self._state(place, visit, "comity:visitor", visitor, *more)
            elif visitor.fits("comity:conducted", Side.SUBJECT):
                made = self._state(place, visitor, "comity:conducted", visit, *more)
            else:
                continue
            yield replace(made, proposals=tuple(found.values()))

    def _destination(self, place: int) -> Thing:
        """Return where a visit led: a place, or whom it was paid to."""
        value = self._proposals[place].object
        return self._thing(value, (PLACE, *agent(value)))


_LEADS_TO: Final = ("comity:destination", Side.OBJECT)


def _is_mere_place(thing: Thing) -> bool:
    """Tell whether a thing is a place that the store does not know as an agent."""
    return not thing.is_new and thing.fits(*_LEADS_TO) and not thing.settle_as("foaf:Agent")
