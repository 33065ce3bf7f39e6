"""What the rules of plans share: whose plan it is, and the words of each part of it."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.attitudes import FAILING, REPORTING
from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, related
from graph.extraction.posts import post_noun
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.contents import CLAIMS
from graph.extraction.relations.participants import actors, is_plural_post
from graph.extraction.rules import Finding
from graph.extraction.wording import full_phrase, shares_object, verb_phrase
from graph.extraction.words import word_at, words

_EMPTY: Final = words(
    """a an and be for her him his in it its of on so that the their them this to with"""
)
AGREEMENTS: Final = words("accord agreement deal memorandum pact treaty")
INSTRUMENTS: Final = AGREEMENTS | words(
    """bill budget communiqué draft framework initiative law legislation plan policy program
    programme project proposal resolution roadmap statement strategy text"""
)
"""Nouns for texts and measures that have something done."""

MEASURES: Final = words(
    """accord activity agreement aid amnesty armistice ban blockade campaign ceasefire construction
    contract curfew deal deployment effort election embargo exercise expansion force law lull
    mandate measure mission moratorium operation pact partnership policy process programme project
    referendum round sanction service shipment subsidy tariff tour treaty trial troop truce visit
    vote withdrawal work"""
)
"""Nouns for what somebody has agreed, begun or decided on."""

_VERBAL: Final = words("VB VBG VBN VBP NN")
_NOTIONS: Final = CLAIMS | words(
    "concern danger fear hope idea notion possibility prospect risk scenario thought threat warning"
)
"""Nouns whose content is no plan: "the notion that it will leave"."""

_CONTRASTS: Final = words("and but so yet")
"""Words before a question that goes on from what is told."""

_HOPES: Final = words(
    """allege accuse ask believe claim demand deny dismiss doubt fear hope insist reject refute
    request suggest think urge want warn wish"""
)
"""Verbs whose content is no plan."""


def _done(verb: Token) -> Iterator[Token]:
    """Yield the verbs of a plan: of "to meet, to trade and to build ties" each one."""
    yield verb
    if shares_object(verb) is not None:
        return
    for child in verb.children:
        joined = child.dep_ == "conj" and child.tag_ in {"VB", "VBG", verb.tag_}
        listed = child.tag_ == "VB" and child.i > verb.i and _starts_with_to(child)
        if joined or listed:
            yield from _done(child)
        elif child.lower_ == "including" and child.i > verb.i:
            yield from (part for part in child.children if part.dep_ == "pcomp")


def _starts_with_to(verb: Token) -> bool:
    """Return whether a verb goes on with a list of plans: ", to hold talks and to trade"."""
    first = verb.left_edge
    if first.lower_ != "to" or verb.dep_ not in {"advcl", "conj", "relcl", "acl"}:
        return False
    return word_at(first, -1).lower() in {"and", ","} and any(
        token.lower_ == "and" and word_at(token, 1).lower() == "to"
        for token in verb.doc[first.i - 1 : verb.sent.end - 1]
    )


def _phrase(verb: Token) -> str:
    """Return the words of a plan; "continue to build" is a plan to build."""
    if verb.lemma_ in {"continue", "seek"}:
        for child in verb.children:
            if child.dep_ == "xcomp" and child.tag_ in {"VB", "VBG"}:
                return _phrase(child)
            if child.dep_ == "dobj" and child.lemma_ in {"effort", "work"}:
                for part in child.children:
                    if part.dep_ in {"acl", "xcomp"} and part.tag_ == "VB":
                        return _phrase(part)
    return verb_phrase(verb)


def planned(
    subjects: list[Argument], verb: Token, frame: Frame, *, negated: bool = False
) -> Iterator[Finding]:
    """Yield the plan that a verb tells, and those of the verbs that go on with it, of each subject.

    Args:
        subjects: Who plans.
        verb: The verb of what is planned.
        frame: The frame that tells it.
        negated: Whether it tells that there is no such plan.
    """
    held = Modality.DENIED if negated else Modality.PLANNED
    for done in _done(verb):
        told = _phrase(done)
        own = Frame(frame.parse, done)
        if not _says_enough(told):
            continue
        if own.head.tag_ == "VB" and "to" in own.auxiliaries and own.negated:
            told = f"not {told}"  # "decided not to sell it"
        for subject in subjects:
            yield Finding(subject, Relation.PLANS, Argument(told), own, held)


def planned_thing(
    subjects: list[Argument], noun: Token, frame: Frame, *, negated: bool = False
) -> Iterator[Finding]:
    """Yield the plan that a noun tells of each subject: "the withdrawal of its troops".

    Args:
        subjects: Who plans.
        noun: The noun for what is planned.
        frame: The frame that tells it.
        negated: Whether it tells that there is no such plan.
    """
    held = Modality.DENIED if negated else Modality.PLANNED
    told = Argument(full_phrase(frame.parse, noun))
    for subject in subjects:
        yield Finding(subject, Relation.PLANS, told, frame, held)


def _says_enough(words: str) -> bool:
    """Return whether a plan says more than a verb: "remain in it" does not."""
    told = [word for word in words.split() if word.lower() not in _EMPTY]
    return len(told) > 1


def infinitives(frame: Frame, *relations: str) -> Iterator[Token]:
    """Yield the infinitives that hang on a verb or noun.

    Args:
        frame: The verb or noun.
        relations: How they hang on it, by relations of the parse.
    """
    for child in frame.parts(*relations):
        if is_infinitive(child) and not any(part.dep_ == "nsubj" for part in child.children):
            yield child


def is_infinitive(token: Token) -> bool:
    """Return whether a word has "to" before it, though the parser took it for a noun.

    Args:
        token: The word.
    """
    return token.tag_ in _VERBAL and any(
        part.lower_ == "to" and part.dep_ == "aux" for part in token.children
    )


def joined(frame: Frame, first: Token) -> Iterator[Token]:
    """Yield the verbs of a list that goes on with an infinitive, which the parser hung elsewhere.

    Of "plans to build a road, mend the bridge and to tax salt" the verbs after the first may hang
    on "plans", and of "to note the accord, reached in May, and to act on it" one on "reached".

    Args:
        frame: The verb that has the infinitive.
        first: The infinitive.
    """
    for child in frame.parts("conj"):
        bare = child.tag_ in {"VB", "VBP"} and frame.head.tag_ not in {"VB", child.tag_}
        subject = any(part.dep_ in {"nsubj", "nsubjpass", "aux"} for part in child.children)
        if child.i > first.i and (is_infinitive(child) or (bare and not subject)):
            yield child
            for other in child.children:
                if other.dep_ == "conj" and other.tag_ == "VB" and _follows_and(other):
                    yield other
    for token in first.doc[first.i + 1 : first.sent.end]:
        listed = token.dep_ == "conj" and token.head.tag_ != "VB" and token.head != frame.head
        if listed and is_infinitive(token) and first in token.ancestors and _follows_and(token):
            yield token


def _follows_and(verb: Token) -> bool:
    """Return whether an infinitive ends a list: "and to act", "and prepare"."""
    return word_at(verb.doc[verb.left_edge.i], -1).lower() == "and"


def is_content(frame: Frame) -> bool:
    """Return whether what a frame says is what somebody hopes, asks, denies or fails to do.

    Args:
        frame: The frame.
    """
    hopes = [above for above in frame.governors if above.lemma in _HOPES and not _is_form(above)]
    failed = frame.link == "xcomp" and frame.governors[0].lemma in FAILING
    open_ = _is_notion(frame) or _is_condition(frame) or is_asked(frame)
    return bool(hopes) or failed or open_


def _is_notion(frame: Frame) -> bool:
    """Return whether a clause is the content of a noun: "the rumour that it will be moved"."""
    one: Frame | None = frame
    while one is not None and one.above is not None:
        if one.link == "acl" and one.above.lemma in _NOTIONS:
            return any(part.lower_ == "that" for part in one.parts("mark"))
        one = one.above
    return False


def is_asked(frame: Frame) -> bool:
    """Return whether a verb stands in a question: "why will Laos not talk to us".

    Args:
        frame: The frame.
    """
    sentence = frame.head.sent
    if any(token.text == "?" for token in sentence[-2:]):
        return frame.head.i >= _question(sentence)
    subjects = [part.i for part in frame.parts("nsubj", "nsubjpass")]
    helps = [part.i for part in frame.parts("aux", "auxpass")]
    asks = any(part.tag_ in {"WRB", "WP"} for part in frame.parts("advmod", "dobj"))
    asks = asks or helps[:1] == [sentence.start]  # "Did Chad agree to:"
    if asks and helps and subjects and helps[0] < subjects[0]:
        return True
    what = any(part.left_edge.tag_ in {"WDT", "WP"} for part in frame.parts("dobj"))
    return what and frame.link in {"ccomp", "pcomp"}  # "has not said what it will do"


def _question(sentence: Span) -> int:
    """Return where the question of a sentence begins: "Laos will go, but will Chad pay?"."""
    for token in sentence:
        subjects = [part.i for part in token.head.children if part.dep_ in {"nsubj", "nsubjpass"}]
        inverted = token.dep_ in {"aux", "auxpass"} and subjects and token.i < subjects[0]
        if inverted and word_at(token, -1).lower() in _CONTRASTS:
            return token.i
    return sentence.start


def _is_form(frame: Frame) -> bool:
    """Return whether a verb only leads to what somebody says: "wishes to reiterate that"."""
    verbs = frame.parts("xcomp") if frame.lemma in {"want", "wish"} else ()
    return any(verb.lemma_ in REPORTING for verb in verbs)


def _is_condition(frame: Frame) -> bool:
    return any(
        part.lower_ in {"if", "unless", "whether"}
        for one in (frame, *frame.governors)
        for part in one.parts("mark")
    )


def things(frame: Frame) -> list[Argument]:
    """Return what is the subject of a frame: by name, or by its words.

    Args:
        frame: The frame.
    """
    found: list[Argument] = []
    for token in frame.grammatical_subjects:
        head = related(token)
        found += actors(frame.parse, [head]) if _acts(frame.parse, head) else ()
        found += [one for one in frame.parse.arguments(head) if is_concluded(one)]
        if not found and head.pos_ in {"NOUN", "PROPN"} and not _is_open(head):
            found += [frame.parse.phrase(part) for part in frame.parse.coordinated(head)]
    return found


def is_concluded(who: Argument) -> bool:
    """Return whether it is an agreement or a meeting, which has plans in its words.

    Args:
        who: The party.
    """
    return who.mention is not None and who.mention.kind in {Kind.AGREEMENT, Kind.EVENT}


def _is_open(noun: Token) -> bool:
    """Return whether a noun stands for somebody named before who was not found: "the minister"."""
    definite = any(part.lower_ in {"the", "this", "that"} for part in noun.children)
    return (
        post_noun(noun) is not None
        and definite
        and not any(part.dep_ in {"prep", "poss"} for part in noun.children)
    )


def _acts(parse: Parse, token: Token) -> bool:
    """Return whether a word is a name or stands for one, and is not only beside one."""
    named = parse.mention_at(token) is not None or token.i in parse.antecedents
    return named or is_plural_post(token) or token.lower_ in {"delegation", "government", "side"}
