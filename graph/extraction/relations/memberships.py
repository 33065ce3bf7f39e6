"""Who is a member of what: ``memberOf``."""

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.participants import actors, pairs, people
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import word_at, words

BODIES: Final = words(
    """alliance association bank bloc body board coalition commission committee community council
    court force forum framework group initiative organisation organization partnership union"""
)
_STATEMENTS: Final = words("communique communiqué declaration letter memorandum statement")
"""Texts that one can join without being a member of anything."""

INSIDE: Final = frozenset({"of", "in", "to", "on"})
_ENTRY: Final = {
    **dict.fromkeys(("join", "rejoin"), ()),
    **dict.fromkeys(("accede", "adhere", "belong", "return", "sign"), ("to", "up to")),
    **dict.fromkeys(("sit", "serve"), ("on",)),
    "enter": (),
}
"""Verbs whose subject is a member, with the prepositions before the body; none: its object."""

_CHOICE: Final = words("accept admit elect readmit re-elect reelect vote welcome")
"""Verbs whose object is made a member."""

_SEATS: Final = words("accession election entry membership mandate place re-election seat term")
"""Nouns for what a member has."""

_GAINING: Final = words(
    """assume begin clinch complete earn enjoy finalise finalize gain get grant have hold obtain
    occupy receive regain retain secure serve start take win"""
)
"""Verbs whose subject gets or has what a member has."""

_ENDING_SEATS: Final = frozenset({"accession", "membership", "entry"})
_ADMITTED: Final = words("accept admit elect readmit re-elect reelect welcome")
_AMONG: Final = frozenset({"among", "amongst"})
_YET: Final = words("apply aspire bid seek support back want hope wish")


def bodies(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return the bodies that one can be a member of."""
    found: dict[str, Argument] = {}
    for token in tokens:
        for body in parse.arguments(token):
            kind = body.mention.kind if body.mention is not None else None
            if kind in {Kind.ORGANIZATION, Kind.AGREEMENT, Kind.EVENT} and _is_lasting(body):
                found.setdefault(body.name, body)
        if not found and _is_proper(token) and parse.mention_at(token) is None:
            found[parse.words(token)] = Argument(parse.words(token))
    return list(found.values())


def _is_proper(token: Token) -> bool:
    """Return whether a noun is the name of a body that no mention covers: "the Lake Initiative"."""
    return token.lemma_.lower() in BODIES and token.text[0].isupper() and len(list(token.lefts)) > 1


def _is_lasting(body: Argument) -> bool:
    return not words(body.name.lower()) & _STATEMENTS


def states_of(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return those who can be members: no persons."""
    heads = [_those(token) for token in tokens]
    return [who for who in actors(parse, heads) if not _is_person(who)]


def _those(token: Token) -> Token:
    """Return the pronoun of "both of which"; another word itself."""
    if token.lower_ not in {"all", "both"}:
        return token
    return next((to for to in objects_of(token, frozenset({"of"})) if to.tag_ == "WDT"), token)


def _is_person(who: Argument) -> bool:
    return who.mention is not None and who.mention.kind == Kind.PERSON


def objects_of(noun: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Yield the objects of some prepositions on a noun.

    Args:
        noun: The noun.
        prepositions: The prepositions, in lower case.
    """
    for child in noun.children:
        denied = word_at(child, -1).lower() == "not"
        if child.dep_ == "prep" and child.lower_ in prepositions and not denied:
            yield from (part for part in child.children if part.dep_ == "pobj")


def _member(frame: Frame) -> Iterator[Finding]:
    """Read "Laos is a member of the union", "Chad, a member of the union since 1990"."""
    if not frame.nominal or not is_membership(frame):
        return
    parse, head = frame.parse, frame.head
    beside = [*frame.parts("compound", "nmod", "poss")]
    beside += [part for noun in beside if noun.lower_ == "member" for part in noun.children]
    found = bodies(parse, [*objects_of(head, INSIDE), *beside])
    if frame.lemma == "party" and not found:
        found = bodies(parse, frame.after("to"))
    found = found or _joined_by(frame) or _of_which(frame)
    if not found:
        return
    above = frame.above
    if above is not None and (head.dep_ == "attr" or _one_of(head) is not None):
        over = above.above is not None and above.above.lemma in {"cease", "stop"}
        held = Modality.DENIED if over else None
        yield from pairs(_members(frame), Relation.MEMBER_OF, found, above, held)
    else:  # said in passing, whatever the clause plans or denies
        yield from pairs(_members(frame), Relation.MEMBER_OF, found, frame, Modality.ASSERTED)


def is_membership(frame: Frame) -> bool:
    """Return whether a noun says that somebody is a member: "member state", "party to"."""
    beside = {child.lower_ for child in frame.children}
    if frame.lemma == "state":
        return bool({"member", "th"} & beside) or bool(frame.parts("relcl", "acl"))
    if frame.lemma == "party":
        return word_at(frame.head, 1) == "to"
    return frame.lemma in {"member", "ally"}


def _joined_by(frame: Frame) -> list[Argument]:
    """Return what "the 46th state to join the convention" joined."""
    return [
        body
        for verb in frame.parts("relcl", "acl")
        if verb.lemma_.lower() in {"join", "accede", "adhere"}
        for body in _entered(Frame(frame.parse, verb))
    ]


def _of_which(frame: Frame) -> list[Argument]:
    """Return the body of "the union, of which Laos is a member"."""
    clause = frame.head.head
    if clause.dep_ != "relcl":
        return []
    for token in clause.subtree:
        if token.lower_ == "which" and token.head.lower_ in INSIDE:
            return bodies(frame.parse, [clause.head]) or _before(frame.parse, token.head)
    return []


def _before(parse: Parse, preposition: Token) -> list[Argument]:
    """Return the body that is named right before "…, of which"."""
    index = preposition.i - 1
    while index > preposition.sent.start and parse.doc[index].is_punct:
        index -= 1
    return bodies(parse, [parse.doc[index]])


def _one_of(head: Token) -> Token | None:
    """Return the verb of "is one of the members", "is among the members"."""
    of = head.head
    if head.dep_ != "pobj" or of.lower_ not in {"of", *_AMONG}:
        return None
    above = of.head
    if of.lower_ == "of" and above.lower_ != "one":
        return None
    verb = above if of.lower_ in _AMONG else above.head
    return verb if verb.lemma_ in {"be", "become", "remain"} else None


def _members(frame: Frame) -> list[Argument]:
    """Return who is called a member."""
    head, parse = frame.head, frame.parse
    above = frame.above
    if head.dep_ in {"attr", "oprd"} or _one_of(head) is not None:
        return [] if above is None else states_of(parse, above.grammatical_subjects)
    if head.dep_ == "conj":
        return _members_joined(frame)
    if head.dep_ == "appos":
        who = states_of(parse, [head.head])
        return who if head.tag_ == "NN" or all(map(is_state, who)) else []
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        return _called(above)
    return _named_beside(frame) or _named_before(frame)


def _members_joined(frame: Frame) -> list[Argument]:
    """Return who is meant by "is a friend and a member", "Laos, Chad and other members"."""
    first = _first_conjunct(frame.head)
    if first.dep_ in {"attr", "appos"}:
        return _members(Frame(frame.parse, first))
    if any(child.lower_ == "other" for child in frame.head.lefts):
        return [who for who in states_of(frame.parse, [first]) if who.mention]
    return []


def _called(above: Frame | None) -> list[Argument]:
    """Return who is meant by "as a member": who is admitted, or who does something as one."""
    if above is None or above.nominal:
        return []
    taken = above.lemma in _ADMITTED
    return states_of(above.parse, above.objects if taken else above.grammatical_subjects)


def _named_beside(frame: Frame) -> list[Argument]:
    """Return the states of "EU member Malta", "Mercosur members Brazil and Uruguay"."""
    following = frame.head.i + 1
    if following >= len(frame.parse.doc):
        return []
    mention = frame.parse.mention_at(frame.parse.doc[following])
    if mention is None or mention.kind != Kind.STATE_OR_PLACE:
        return []
    return states_of(frame.parse, [frame.parse.head(mention)])


def _named_before(frame: Frame) -> list[Argument]:
    """Return the state before "…, a member of the union", wherever the parser hung it."""
    doc, first = frame.parse.doc, frame.head.left_edge
    if first.lower_ not in {"a", "an"} or first.i < first.sent.start + 2:
        return []
    mention = frame.parse.mention_at(doc[first.i - 2])
    if doc[first.i - 1].text != "," or mention is None or mention.kind != Kind.STATE_OR_PLACE:
        return []
    return [Argument(mention.canonical, mention)]


def _first_conjunct(head: Token) -> Token:
    while head.dep_ == "conj":
        head = head.head
    return head


def _enter(frame: Frame) -> Iterator[Finding]:
    """Read "Laos joined the union", "acceded to the convention", "to which Laos belongs"."""
    if frame.nominal or (frame.link in {"acl", "relcl"} and frame.head.tag_ == "VB"):
        return  # a bid to join says nothing of how it ends
    unclear = {token for token in frame.subjects if token.tag_ == "PRP"}
    who = states_of(frame.parse, [token for token in frame.subjects if token not in unclear])
    who += [state for state in states_of(frame.parse, unclear) if not is_body(state)]
    who += people(frame.parse, frame.subjects) if frame.lemma == "belong" else []
    yield from pairs(who, Relation.MEMBER_OF, _entered(frame), frame)


def _entered(frame: Frame) -> list[Argument]:
    """Return what a verb of entry says that somebody enters."""
    parse, prepositions = frame.parse, _ENTRY[frame.lemma]
    if frame.lemma == "sign" and not any(part.lower_ == "up" for part in frame.children):
        return []
    if not prepositions:
        found = [] if frame.passive else bodies(parse, frame.objects)
        above = frame.above
        became = above is not None and above.lemma == "become"
        if "to" in frame.auxiliaries and frame.link == "xcomp" and not became:
            found = [body for body in found if is_body(body)]
        return [body for body in found if not _is_event(body)]
    found = bodies(parse, [*frame.after(*prepositions)])
    if frame.lemma in {"return", "sit", "serve", "sign"}:
        return [body for body in found if is_body(body) or frame.lemma == "sign"]
    return found or (_of_which(Frame(parse, frame.head)) if frame.link == "relcl" else [])


def is_body(body: Argument) -> bool:
    """Return whether something is a body, or only told by its words."""
    return body.mention is None or body.mention.kind == Kind.ORGANIZATION


def _is_event(body: Argument) -> bool:
    return body.mention is not None and body.mention.kind == Kind.EVENT


def _choose(frame: Frame) -> Iterator[Finding]:
    """Read "Laos was elected to the council", "the assembly admitted Chad to the union"."""
    if frame.nominal:
        return
    parse = frame.parse
    found = [b for b in bodies(parse, frame.after("to", "into", "onto", "on")) if is_body(b)]
    members = [noun for noun in frame.parts("oprd", "attr") if noun.lemma_.lower() == "member"]
    found = found or bodies(parse, [to for noun in members for to in objects_of(noun, INSIDE)])
    who = states_of(parse, frame.objects if frame.passive else frame.parts("dobj"))
    yield from pairs(who, Relation.MEMBER_OF, found, frame)


def _seat(frame: Frame) -> Iterator[Finding]:
    """Read "Laos won a seat on the council", "since its accession to the union in 2013"."""
    if not frame.nominal:
        return
    parse, above = frame.parse, frame.above
    prepositions = ("on", "in", "at", "to", "of", "onto") if frame.lemma != "place" else ("on",)
    found = [b for b in bodies(parse, frame.after(*prepositions)) if is_body(b)]
    if frame.lemma in _ENDING_SEATS:
        found = bodies(parse, frame.after("to", "of", "in"))
    if not found:
        return
    if above is not None and above.lemma in _GAINING and frame.head.dep_ in {"dobj", "nsubjpass"}:
        objects = [*above.parts("nsubjpass", "dative")]
        given = [token for token in objects if token != frame.head]
        passive = bool(given) and above.passive
        who = states_of(parse, given if passive else above.subjects)
        yield from pairs(who, Relation.MEMBER_OF, found, above)
    elif frame.lemma in _ENDING_SEATS and _has_happened(frame):
        who = states_of(parse, frame.parts("poss"))
        yield from pairs(who, Relation.MEMBER_OF, found, frame, Modality.ASSERTED)


def _has_happened(frame: Frame) -> bool:
    """Return whether a noun is told as a thing of the past: "since its accession"."""
    before = frame.head.head
    told = before.lower_ in {"after", "following", "since", "upon"}
    dated = any(
        token.ent_type_ == "DATE" and token.shape_ == "dddd" for token in frame.head.subtree
    )
    above = frame.above
    return told or (dated and above is not None and above.lemma not in _YET)


def _deposit(frame: Frame) -> Iterator[Finding]:
    """Read "Palau deposited its instrument of accession to the statute"."""
    if frame.nominal:
        return
    parse = frame.parse
    for noun in frame.objects:
        if noun.lemma_.lower() == "instrument":
            tokens = [
                to
                for of in objects_of(noun, frozenset({"of"}))
                if of.lemma_.lower() == "accession"
                for to in (*objects_of(of, frozenset({"to"})), *objects_of(noun, frozenset({"to"})))
            ]
            who = states_of(parse, frame.subjects)
            yield from pairs(who, Relation.MEMBER_OF, bodies(parse, tokens), frame)


def is_state(who: Argument) -> bool:
    """Return whether somebody is a state, or another place with a name."""
    return who.mention is not None and who.mention.kind == Kind.STATE_OR_PLACE


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("memberOf.noun", "3", frozenset({"ally", "member", "party", "state"}), _member),
    FrameRule("memberOf.verb", "3", frozenset(_ENTRY), _enter),
    FrameRule("memberOf.chosen", "1", _CHOICE, _choose),
    FrameRule("memberOf.seat", "1", _SEATS, _seat),
    FrameRule("memberOf.deposit", "1", frozenset({"deposit", "submit"}), _deposit),
)
