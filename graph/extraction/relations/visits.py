"""Who visits whom or what: ``visits``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.posts import post_noun
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.participants import actors, pairs, places
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import word_at, words

_VISITING: Final = frozenset({"visit", "tour"})
_TRAVELLING: Final = words(
    """arrive come continue depart embark fly go head journey jet land leave proceed set sail stop
    swing touch transit travel"""
)
_TOWARDS: Final = (
    "to",
    "for",
    "in",
    "at",
    "on to",
    "onward to",
    "into",
    "over in",
    "off in",
    "through",
    "out for",
    "off for",
    "off to",
    "down in",
    "down at",
    "by",
)
_LEAVING: Final = frozenset({"leave", "depart", "embark"})
_PARTICLED: Final = {
    "set": frozenset({"off", "out"}),
    "touch": frozenset({"down"}),
    "swing": frozenset({"through", "by"}),
    "stop": frozenset({"over", "off", "in", "by"}),
}
"""Verbs that tell of a journey only with one of some words after them."""

_NOUNS: Final = words(
    """visit trip tour call stay stopover stop journey voyage pilgrimage sojourn layover"""
)
_PAYING: Final = words(
    """be begin commence complete conclude continue cut embark end finish have kick launch make
    open pay perform resume return round start undertake wind wrap"""
)
_COMING: Final = words("postpone delay reschedule defer plan prepare schedule announce")
"""Verbs for a visit that is yet to come."""

_CALLED_OFF: Final = words("cancel abandon scrap scrub shelve call rule")
"""Verbs for a visit that will not be."""

_DURING: Final = frozenset({"on", "during", "in", "from", "following", "after", "upon"})
"""Prepositions before a visit of the one who acts: "on a visit to Laos, she said"."""

_SITES: Final = words(
    """academy base bridge camp centre center city embassy factory headquarters hospital house
    memorial monument museum office palace park plant port quarter school shipyard site temple
    university"""
)
"""Nouns for what is visited though it has no name."""


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu visited Rome"; "Rome was visited by Ana Lu"."""
    visitors = actors(frame.parse, frame.subjects)
    yield from pairs(visitors, Relation.VISITS, _visited(frame.parse, frame.objects), frame)


def _travel(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu travelled to Rome and Paris"; "she left for Rome"."""
    phrases = [
        phrase
        for phrase in frame.phrases
        if phrase.attached == frame.head or phrase.attached.dep_ in {"advmod", "prep", "prt"}
    ]
    if frame.parts("dobj") and frame.lemma in {"fly", "land", "head", "set", "stop", "touch"}:
        return
    if frame.lemma in _PARTICLED and word_at(frame.head, 1) not in _PARTICLED[frame.lemma]:
        return
    wanted = ("for",) if frame.lemma in _LEAVING else _TOWARDS
    objects = [phrase.object for phrase in phrases if phrase.preposition in wanted]
    if frame.lemma not in {"arrive", "journey", "travel", *_LEAVING}:
        objects = [token for token in objects if is_place(frame.parse, token)]
    visitors = [who for who in actors(frame.parse, frame.subjects) if travels(who)]
    visitors += [who for who in _leaders(frame) if who not in visitors]
    targets = [place for place in places(frame.parse, objects) if not is_person(place)]
    yield from pairs(visitors, Relation.VISITS, targets, frame)


def _leaders(frame: Frame) -> list[Argument]:
    """Return who leads those who travel: "a delegation led by Ana Lu arrived"."""
    led = [
        Frame(frame.parse, verb)
        for token in frame.subjects
        for verb in token.children
        if verb.dep_ == "acl" and verb.lemma_ in {"head", "lead"}
    ]
    return [who for verb in led for who in actors(frame.parse, verb.subjects) if is_person(who)]


def _call(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu called on President Bo Mek"; "called on Bo Mek to resign" is no visit."""
    if frame.nominal or frame.parts("xcomp", "ccomp", "advcl"):
        return
    hosts = [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition == "on" and phrase.attached == frame.head
        if not any(child.tag_ == "VB" for child in phrase.object.children)
    ]
    if word_at(frame.head, 1) == "on":  # the parser may take the host for the object
        hosts += frame.objects
    called = [host for host in actors(frame.parse, hosts) if is_person(host)]
    visitors = [who for who in actors(frame.parse, frame.subjects) if is_person(who)]
    if not called:
        called = [frame.parse.phrase(host) for host in hosts if post_noun(host)]
    yield from pairs(visitors, Relation.VISITS, called, frame)


def _noun(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu paid a visit to Rome", "Ana Lu's trip to Rome", "a trip made by Ana Lu"."""
    if not frame.nominal:
        return
    parse = frame.parse
    prepositions = ("on", "to") if frame.lemma == "call" else ("to", "in", "at")
    targets = [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition in prepositions and phrase.attached == frame.head
    ]
    if not targets and frame.lemma != "call":
        targets = [t for t in frame.after("to") if is_place(parse, t)]
    if not targets and _is_headline(frame):
        rest = parse.doc[frame.head.i : frame.head.sent.end]
        objects = (part for word in rest if word.lower_ == "to" for part in word.children)
        targets = [part for part in objects if is_place(parse, part)][:1]
    if not targets and frame.above is not None and frame.above.lemma == "be":
        targets = [t for t in frame.above.after("in") if is_place(parse, t)]
    if frame.lemma == "call" and not _is_courtesy(frame):
        return
    if frame.lemma == "tour":
        towns = [t for t in frame.after("of") if is_place(parse, t)]
        targets += [t for t in towns if not targets]
    above = frame.above
    if above is not None and above.lemma in _CALLED_OFF:
        return
    visitors = _visitors(frame)
    companions = actors(parse, _companions(frame))
    found = _visited(parse, targets)
    if frame.lemma == "call":
        hosts = [host for token in targets for host in parse.coordinated(token)]
        found = found or [parse.phrase(host) for host in hosts if post_noun(host)]
    coming = above is not None and above.lemma in _COMING
    held = Modality.PLANNED if coming and visitors else None
    yield from pairs([*visitors, *companions], Relation.VISITS, found, frame, held)


def _is_headline(frame: Frame) -> bool:
    """Return whether a noun stands in a line without a verb: "Statement on the Visit of"."""
    return not any(token.pos_ in {"AUX", "VERB"} for token in frame.head.sent)


def _visitors(frame: Frame) -> list[Argument]:
    """Return who makes the visit that a noun names."""
    parse = frame.parse
    own = [child for child in frame.children if child.dep_ == "poss"]
    if frame.lemma != "tour":
        own += _makers(frame, "of")
    own += _makers(frame, "by")
    for clause in frame.parts("acl", "relcl"):
        made = Frame(parse, clause)
        if made.lemma in _PAYING and made.passive:
            own += made.subjects
    found = [who for who in actors(parse, own) if travels(who)]
    if found:
        return found
    ahead = any(part.tag_ == "PRP$" for part in own)  # "during her stay, Ana Lu …"
    return [who for who in actors(parse, _travellers(frame, ahead=ahead)) if travels(who)]


def _makers(frame: Frame, preposition: str) -> list[Token]:
    """Return whose visit it is by a preposition: "the visit to Laos of Ana Lu"."""
    return [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition == preposition and phrase.attached == frame.head
    ] + [
        noun
        for phrase in frame.phrases
        if phrase.preposition == "to" and phrase.attached == frame.head
        for maker in phrase.object.children
        if maker.lower_ == preposition
        for noun in maker.children
        if noun.dep_ == "pobj" and _names_person(frame.parse, noun)
    ]


def _travellers(frame: Frame, *, ahead: bool) -> tuple[Token, ...]:
    """Return who acts in the clause of a visit that is said to be nobody's."""
    head, above = frame.head, frame.above
    while head.dep_ == "conj":
        head = head.head
    through = head.head if head.dep_ == "pobj" else None
    if (
        through is not None
        and through.lower_ in _DURING
        and _names_person(frame.parse, through.head)
    ):
        return (through.head,)
    if above is None or above.nominal or above.passive:
        return ()
    indefinite = any(child.lower_ in {"a", "an"} for child in frame.children)
    during = indefinite and through is not None and through.lower_ in _DURING
    if ahead or during or above.lemma in _PAYING | _COMING | {"see"}:
        return above.grammatical_subjects
    return ()


def _names_person(parse: Parse, token: Token) -> bool:
    mention = parse.holder_at(token)
    return mention is not None and mention.kind == Kind.PERSON


def _takes(frame: Frame) -> Iterator[Finding]:
    """Read "the tour will take her to Rome and Paris"."""
    if frame.passive or not any(s.lemma_.lower() in _NOUNS for s in frame.subjects):
        return
    visitors = [who for who in actors(frame.parse, frame.objects) if is_person(who)]
    found = [place for place in places(frame.parse, frame.after("to")) if not is_person(place)]
    yield from pairs(visitors, Relation.VISITS, found, frame)


def _companions(frame: Frame) -> list[Token]:
    """Return who accompanies the visitor in the same clause."""
    found: list[Token] = []
    for token in frame.head.sent:
        if token.lemma_ == "accompany" and token.i > frame.head.i:
            clause = Frame(frame.parse, token)
            if clause.passive and not clause.parts("aux"):
                found += clause.subjects
    return found


def _lead(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu led a delegation to Rome and Paris"; of several, who led which is open."""
    if any(noun.lemma_.lower() in {"delegation", "mission"} for noun in frame.parts("dobj")):
        towns = [token for token in frame.after("to") if is_place(frame.parse, token)]
        visitors = [who for who in actors(frame.parse, frame.subjects) if is_person(who)]
        found = places(frame.parse, towns) if len(visitors) == 1 else []
        yield from pairs(visitors, Relation.VISITS, found, frame)


def _visited(parse: Parse, tokens: tuple[Token, ...] | list[Token]) -> list[Argument]:
    """Return what is visited: named, or a site by the words for it."""
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in parse.coordinated(token):
            named = [place for place in places(parse, [head]) if place]
            if head.lemma_.lower() in _SITES and parse.mention_at(head) is None:
                named = [parse.phrase(head)]
            for place in named:
                found.setdefault(place.name, place)
    return list(found.values())


def is_place(parse: Parse, token: Token) -> bool:
    """Return whether a word is of the name of a state, a town or a region."""
    mention = parse.mention_at(token)
    return mention is not None and mention.kind in {Kind.STATE_OR_PLACE, Kind.LOCATION}


def is_person(who: Argument) -> bool:
    """Return whether somebody is a person with a name."""
    return who.mention is not None and who.mention.kind == Kind.PERSON


def travels(who: Argument) -> bool:
    """Return whether somebody can travel: a person, a state's people, a delegation."""
    return who.mention is None or who.mention.kind != Kind.FACILITY


def _is_courtesy(frame: Frame) -> bool:
    """Return whether a call is a visit: "a courtesy call", "paid a call on"."""
    words = {child.lower_ for child in frame.children}
    above = frame.above
    return bool(words & {"courtesy", "farewell", "protocol", "introductory"}) or (
        above is not None and above.lemma == "pay"
    )


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("visits.verb", "1", _VISITING, _verb),
    FrameRule("visits.travel", "1", _TRAVELLING, _travel),
    FrameRule("visits.call", "1", frozenset({"call"}), _call),
    FrameRule("visits.take", "1", frozenset({"take", "bring", "carry"}), _takes),
    FrameRule("visits.lead", "1", frozenset({"head", "lead"}), _lead),
    FrameRule("visits.noun", "2", _NOUNS, _noun),
)
