"""Who supports whom or what, in words or with a vote: ``supports``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.attitudes import (
    ACCEPTS,
    BACKING,
    DEEDS,
    EXPRESSING,
    GREETING,
    LOYAL,
    NEWS,
    PLANS,
    STAYING,
    SUPPORTS_BESIDE,
    SUPPORTS_THING,
)
from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.parses import related
from graph.extraction.prepositions import hung
from graph.extraction.proposals import Argument, Kind, Relation
from graph.extraction.relations.holders import holders, owning, possessors
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.wording import full_phrase
from graph.extraction.words import word_at, words

_HELPING: Final = frozenset({"aid", "assist", "help"})
"""Verbs that support whom they name, and nothing else."""

SUPPORTERS: Final = words("advocate backer champion defender proponent sponsor supporter")
_WEIGHTS: Final = words("backing support weight")
_VOTING: Final = words("argue be come pronounce remain speak vote")
_HAVING: Final = words("draw earn enjoy gain garner get have receive secure win")
_GIVING: Final = words(
    "allocate announce approve authorise authorize award commit disburse earmark mobilise mobilize"
)
CAUSES: Final = words(
    """accord agreement announcement area call candidacy candidature ceasefire commitment
    compact convention cooperation deal declaration dialogue effort finding framework
    guarantee initiative lull mechanism mediation memorandum pact partnership plan process
    programme program project proposal protocol recommendation reform report resolution
    roadmap settlement solution treaty truce verdict"""
)
"""Nouns for what one supports when one welcomes it."""

_UNDOING: Final = words("annihilation destruction dismantling overthrow removal")
_ANY: Final = words("any each every no such")
"""Determiners of what is not one thing: "every agreement"."""

_NO_MORE: Final = words("ex erstwhile former longer neither never no not once onetime previously")
THANKING: Final = words("appreciate commend congratulate praise thank")


def targets(frame: Frame, tokens: tuple[Token, ...] | list[Token]) -> list[Argument]:
    """Return what is supported: each part of a coordination, by name or by its words.

    Args:
        frame: The frame that says so.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in map(related, frame.parse.coordinated(token)):
            if any(child.lower_ in _ANY for child in head.children if child.dep_ == "det"):
                continue
            if _goes_with_first(head):
                continue
            mention = frame.parse.mention_at(head)
            own = mention is not None and frame.parse.head(mention) == head
            if own or head.pos_ == "PRON":
                named = frame.parse.named(head)
            else:
                named = [Argument(full_phrase(frame.parse, head) + _purpose(head))]
            for argument in named:
                if argument.name:
                    found.setdefault(argument.name, argument)
    return list(found.values())


def _goes_with_first(head: Token) -> bool:
    """Return whether a cause is one with that before it: "the people and their hopes"."""
    if head.dep_ != "conj":
        return False
    bare = head.pos_ == "NOUN" and not list(head.children)
    of = any(child.lower_ == "of" for child in head.head.children)
    return (bare and of) or any(child.tag_ == "PRP$" for child in head.children)


def _purpose(head: Token) -> str:
    """Return the " for …" right after a noun that the parser hung on the verb."""
    end = head.right_edge.i + 1
    if end >= head.sent.end or head.head.pos_ != "VERB":
        return ""
    after = head.doc[end]
    if after.lower_ != "for" or after.head != head.head:
        return ""
    objects = [part for part in after.children if part.dep_ == "pobj"]
    return f" for {head.doc[after.i + 1 : objects[0].right_edge.i + 1].text}" if objects else ""


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Laos supports the truce"; "the canal was defended by the ministry"."""
    if frame.nominal or is_hypothetical(frame) or _is_purpose(frame):
        return
    if frame.negated and frame.lemma in ACCEPTS:  # which denies it
        return
    if frame.head.dep_ == "pcomp" and frame.above is not None and frame.above.lemma in THANKING:
        return
    noun = frame.head.head.head
    if frame.head.dep_ == "pcomp" and noun.pos_ == "NOUN" and noun.lemma_ not in PLANS:
        return
    objects = [token for token in frame.objects if token.dep_ not in {"attr", "oprd"}]
    if not objects and not frame.passive and frame.link == "relcl" and frame.parts("nsubj"):
        objects = [frame.head.head]
    objects += [noun for noun in frame.after("along with", "together with") if objects]
    if frame.lemma in GREETING:
        clauses = [verb for verb in frame.parts("ccomp") if verb.tag_ in {"VBD", "VBN"}]
        objects = objects or [part for verb in clauses for part in verb.lefts if not part.is_punct]
        objects = [token for token in objects if _is_greeted(frame, token)]
    objects = [token for token in objects if not _is_own(token)]
    who = _givers(frame) or holders(frame) or _continued(frame)
    if frame.lemma in _HELPING:
        objects = [token for token in objects if actors(frame.parse, [token])]
    plain = frame.lemma in _HELPING and not any(_is_described(frame, t) for t in objects)
    found = actors(frame.parse, objects) if plain else targets(frame, objects)
    yield from pairs(who, Relation.SUPPORTS, found, frame)


def _is_described(frame: Frame, token: Token) -> bool:
    """Return whether more than a name tells who somebody is: "a democratic Lao government"."""
    beside = [child for child in token.children if child.dep_ == "amod"]
    return any(frame.parse.mention_at(child) is None for child in beside)


def _is_purpose(frame: Frame) -> bool:
    """Return whether a verb goes on with a list of purposes: "to deepen ties, support growth"."""
    above = frame.above
    if frame.link != "conj" or above is None or frame.head.tag_ != "VB":
        return False
    purpose = above.link == "advcl" or (
        above.link == "acl" and above.head.head.lemma_.lower() not in PLANS
    )
    return purpose and "to" in above.auxiliaries


def _is_greeted(frame: Frame, token: Token) -> bool:
    """Return whether what is welcomed or praised is a cause or an agreement, and not a guest."""
    mention = frame.parse.mention_at(token)
    if mention is not None and frame.parse.head(mention) == token:
        return mention.kind == Kind.AGREEMENT
    if token.lemma_.lower() in PLANS and any(
        part.dep_ == "acl" and part.tag_ == "VB" for part in token.children
    ):
        return any(part.dep_ == "poss" for part in token.children)  # "Chad's decision to join"
    if token.pos_ != "NOUN" or token.lemma_.lower() in NEWS:
        return False
    return frame.lemma not in {"commend", "welcome"} or token.lemma_.lower() in CAUSES


def _is_own(token: Token) -> bool:
    """Return whether somebody defends what is his own, which is no support of another."""
    verb = token.head.lemma_.lower()
    return verb == "defend" and any(child.tag_ == "PRP$" for child in token.children)


def _givers(frame: Frame) -> list[Argument]:
    """Return who gives what supports something: "approved 3 million for work supporting it"."""
    if frame.link != "acl" or frame.head.tag_ != "VBG":
        return []
    noun = frame.head.head
    while noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for", "in"}:
        noun = noun.head.head
    given = Frame(frame.parse, noun)
    gives = given.above is not None and given.above.lemma in _GIVING
    return holders(given.above) if gives and given.above and noun.dep_ == "dobj" else []


def _continued(frame: Frame) -> list[Argument]:
    """Return who did the same in the sentence before: "the canal was also defended"."""
    if not frame.passive or not any(part.lower_ == "also" for part in frame.parts("advmod")):
        return []
    start = frame.head.sent.start
    before = frame.head.doc[start - 1].sent if start else ()
    for token in before:
        if token.lemma_ == frame.head.lemma_ and token.pos_ == "VERB":
            return holders(Frame(frame.parse, token))
    return []


def _stand(frame: Frame) -> Iterator[Finding]:
    """Read "Laos stands by the award", "has stood with Chad", "aligns itself with the appeal"."""
    if not frame.nominal:
        found = targets(frame, frame.after(*SUPPORTS_BESIDE[frame.lemma])[:1])
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _weight(frame: Frame) -> Iterator[Finding]:
    """Read "Laos threw its weight behind the bid of Chad", "its support"."""
    if not frame.nominal and any(token.lemma_ in _WEIGHTS for token in frame.objects):
        found = targets(frame, frame.after("behind"))
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _vote(frame: Frame) -> Iterator[Finding]:
    """Read "voted for the resolution", "came out in favour of reform"."""
    if frame.nominal:
        return
    found = list(frame.after("for")[:1]) if frame.lemma == "vote" else []
    for token in frame.after("in"):
        if token.lower_ in {"favor", "favour"}:
            found += Frame(frame.parse, token).after("of")[:1]
    yield from pairs(holders(frame), Relation.SUPPORTS, targets(frame, found), frame)


def _supporter(frame: Frame) -> Iterator[Finding]:
    """Read "Laos remains an advocate of reform"."""
    if is_hypothetical(frame):
        return
    for noun in frame.parts("attr", "dobj", "oprd"):
        if noun.lemma_.lower() in SUPPORTERS and (frame.negated or not is_no_more(noun)):
            found = targets(frame, first_after(Frame(frame.parse, noun), ("of",)))
            yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def is_no_more(noun: Token) -> bool:
    """Return whether a noun is for who is something no more, or never was: "a former backer".

    Args:
        noun: The noun.
    """
    before = noun.doc[noun.left_edge.i : noun.i]
    told = {token.lower_ for token in before} | {word_at(noun.doc[before.start], -1).lower()}
    return bool(told & _NO_MORE)


def _express(frame: Frame) -> Iterator[Finding]:
    """Read "expressed their support for the mission", "its commitment to the agenda"."""
    above = frame.above
    if not frame.nominal or above is None or not (_is_told(frame, above) or _is_firm(frame, above)):
        return
    owned = any(part.pos_ == "NOUN" for part in owning(frame))
    who = possessors(frame) or _backers(frame) or ([] if owned else holders(above))
    prepositions = ("to",) if frame.lemma in LOYAL else ("for", "to", "with")
    found = first_after(frame, prepositions)
    if frame.lemma == "commitment":
        found = [noun for noun in found if not _is_done(noun)]
    yield from pairs(who, Relation.SUPPORTS, targets(frame, found), frame)


def _is_told(frame: Frame, above: Frame) -> bool:
    """Return whether somebody tells of the support: "reaffirmed its support"."""
    return above.lemma in EXPRESSING and frame.head.head.dep_ != "prep"


def _is_firm(frame: Frame, above: Frame) -> bool:
    """Return whether somebody is firm in it: "remains steadfast in its support"."""
    return above.lemma in STAYING and frame.head.head.lower_ == "in"


def _received(frame: Frame) -> Iterator[Finding]:
    """Read "Chad has the backing of Laos", "won the support of Peru for its bid"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma not in _HAVING or above.negated:
        return
    who = hung(frame.head, "of", "from")
    found = targets(frame, first_after(frame, ("for",))) if _has_for(frame) else holders(above)
    yield from pairs(actors(frame.parse, who), Relation.SUPPORTS, found, above)


def _has_for(frame: Frame) -> bool:
    return any(part.lower_ == "for" for part in frame.parts("prep"))


def _backers(frame: Frame) -> list[Argument]:
    """Return whose support it is in "the support of Laos for the truce"."""
    return actors(frame.parse, hung(frame.head, "of"))


def first_after(frame: Frame, prepositions: tuple[str, ...]) -> list[Token]:
    """Return the objects of the prepositions that complete a noun, in coordination too."""
    found = list(hung(frame.head, *prepositions) or frame.after(*prepositions)[:1])
    for token in frame.head.doc[frame.head.i + 1 : frame.head.sent.end] if found else ():
        if token.lower_ in prepositions and word_at(token, -1).lower() == "and":
            found += [part for part in token.children if part.dep_ == "pobj"]
    return list(dict.fromkeys(found))


def _committed(frame: Frame) -> Iterator[Finding]:
    """Read "Laos remains committed to the protocol and to its aims"."""
    for adjective in (*frame.parts("acomp", "oprd"), frame.head):
        preposition = {"committed": "to", "supportive": "of"}.get(adjective.lower_)
        if preposition is None or (adjective == frame.head and not _is_given(frame)):
            continue
        nouns = first_after(Frame(frame.parse, adjective), (preposition,))
        found = targets(frame, [noun for noun in nouns if not _is_done(noun)])
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _is_given(frame: Frame) -> bool:
    """Return whether somebody "is committed to" a thing, or "has committed itself to" it."""
    return frame.passive or any(
        token.lower_.endswith(("self", "selves")) for token in frame.objects
    )


def _is_done(noun: Token) -> bool:
    """Return whether a noun says what is to be done, or to be undone."""
    return noun.lemma_.lower() in DEEDS | _UNDOING


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("supports.verb", "3", SUPPORTS_THING | {"commend"}, _verb),
    FrameRule("supports.stand", "1", frozenset(SUPPORTS_BESIDE), _stand),
    FrameRule("supports.weight", "2", frozenset({"put", "throw"}), _weight),
    FrameRule("supports.vote", "1", _VOTING, _vote),
    FrameRule("supports.supporter", "2", words("be become remain"), _supporter),
    FrameRule("supports.express", "2", BACKING, _express),
    FrameRule("supports.received", "1", words("backing endorsement support"), _received),
    FrameRule("supports.committed", "2", STAYING | {"commit"}, _committed),
)
