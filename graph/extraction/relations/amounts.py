"""How much or how many a thing has, measures, gives or counts: ``quantity``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, relative_clause
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.quantities import NUMBERED, Comparator, Quantity, quantities
from graph.extraction.relations.counted import alone, is_new, is_of_group, of_whom, told_before
from graph.extraction.relations.holders import holders
from graph.extraction.relations.measured import (
    beside,
    imposing,
    is_converted,
    is_had,
    is_valued,
    of_amount,
    thing,
    valued,
)
from graph.extraction.relations.participants import actors
from graph.extraction.rules import Finding, Rule, SentenceRule
from graph.extraction.words import word_at, words

_FEWEST: Final = 10
"""A smaller number of what is counted is part of a description: "the two ministers"."""

_UNTOLD: Final = words(
    """article chapter clause country delegation edition item leader minister ministry nation
    page paragraph party point resolution section state year"""
)
"""Nouns whose number tells nothing of its own."""

_AMOUNTS: Final = words(
    """amount average capacity cost decline decrease distance drop export fall figure growth
    high import increase length level low maximum minimum number peak price purity quantity rate
    record reduction rise size sum total turnover value volume width worth"""
)
"""Nouns that only say what a quantity is."""

_HEAPS: Final = words("arsenal inventory pile reserve reserves stock stockpile store")
"""Nouns for what there is so much of."""

_GIFTS: Final = words(
    """aid assistance contribution credit donation fund funding grant loan package pledge"""
)
_COMING: Final = words("expect plan schedule")
"""Passives of what is told as a plan."""

_THANKING: Final = words("commend congratulate praise thank")
_DONE_TO: Final = words(
    "abduction arrest death detention displacement execution killing loss murder"
)
"""Nouns for what is done to so many."""

_FRACTIONS: Final = words("fifth half majority quarter tenth third")
_TOTALS: Final = frozenset({"number", "sum", "total"})
_PROMISING: Final = frozenset({"announce", "pledge", "promise"})
_MEASURING: Final = words(
    """account amount be cost decline decrease drop exceed fall grow hit increase measure
    number range reach remain rise run shrink span stand stretch surpass top total totalle value
    vary weigh"""
)
_EXCEEDING: Final = words("exceed surpass top")
"""Verbs that say that it is more than a number."""

_CONSISTING: Final = words("compose comprise consist make")
_GIVING: Final = words("aid assist bankroll finance fund help present provide supply support")
"""Verbs that somebody does "with" an amount."""
_CHANGING: Final = words("boost bring cut double expand increase lift lower raise reduce")
_MODIFIERS: Final = words("amod compound nmod nummod npadvmod quantmod")
_WITH: Final = frozenset({"in", "on", "with"})
_AGENTS: Final = frozenset({Kind.PERSON, Kind.STATE_OR_PLACE, Kind.ORGANIZATION, Kind.PEOPLE})


def _amounts(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "trade grew by 14 per cent", "a border of 860 kilometres", "evacuated 1,214 people"."""
    last: list[Argument] = []
    for quantity in quantities(sentence):
        if not _tells(parse, quantity) or (last and is_converted(parse, quantity)):
            continue
        frame = _frame(parse, quantity.head)
        noun = _described(quantity)
        told = beside(parse, quantity, last)
        if told:
            subjects = told
        elif noun is not None and _is_had_by(noun):
            subjects = holders(Frame(parse, noun.head))
        elif noun is not None:
            subjects, frame = thing(parse, noun, quantity), Frame(parse, noun)
        else:
            subjects = _subjects(parse, quantity, frame)
            if not subjects and quantity.head.dep_ == "ROOT":
                subjects = alone(parse, quantity)
        last = subjects[:1]
        for subject in last:
            held = Modality.ASSERTED if is_valued(parse, quantity) else _held(frame, subject)
            yield Finding(subject, Relation.QUANTITY, _amount(quantity, frame), frame, held)


def _is_had_by(noun: Token) -> bool:
    return noun.lower_ == "population" and noun.dep_ == "dobj" and noun.head.lemma_ == "have"


def _amount(quantity: Quantity, frame: Frame | None) -> Argument:
    """Return the words of a quantity; "exceeds a million" is more than a million."""
    exact = quantity.comparator == Comparator.EXACTLY
    if frame is not None and exact and frame.lemma in _EXCEEDING:
        return Argument(f"more than {quantity.words}")
    return Argument(quantity.words)


def _tells(parse: Parse, quantity: Quantity) -> bool:
    if parse.doc.char_span(quantity.start, quantity.end, alignment_mode="expand") is None:
        return False
    mention = parse.mention_at(quantity.head)
    if mention is not None and mention.start < quantity.end and mention.end > quantity.start:
        inside = mention.start <= quantity.start
        if inside or quantity.measured:
            return False
    if quantity.measured or of_whom(quantity):
        return True
    if quantity.head.lemma_.lower() in _UNTOLD and _described(quantity) is None:
        return False
    return quantity.value >= _FEWEST or is_of_group(quantity.head) or is_new(quantity)


def _held(frame: Frame | None, subject: Argument) -> Modality | None:
    """Return that what comes of itself is predicted, and not planned."""
    if frame is None:
        return None
    if frame.lemma in _PROMISING:
        return Modality.PLANNED
    if frame.tense != "future":
        return None
    if subject.mention is None or subject.mention.kind not in _AGENTS:
        return Modality.PREDICTED
    return None


def _frame(parse: Parse, token: Token) -> Frame | None:
    """Return the clause that a word stands in."""
    current = token
    while current.dep_ != "ROOT":
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            return Frame(parse, current)
    return None


def _described(quantity: Quantity) -> Token | None:
    """Return the noun that a quantity describes: "the 180km-long canal", "a border of 860 km"."""
    modified = _modified(quantity)
    if modified is not None:
        return modified
    head = quantity.head
    for child in head.children if quantity.measured else ():
        if child.lower_ == "of" and child.i == head.i + 1:
            for part in child.children:
                if any(word.lower_ in {"the", "this"} for word in part.lefts):
                    return part
    while head.dep_ == "conj" and head.head.pos_ == "NOUN":
        head = head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        noun = head.head.head
        if noun.lemma_.lower() in _TOTALS and not quantity.measured:
            return head
        if noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_.lower() in NUMBERED:
            return noun
    return None


def _subjects(parse: Parse, quantity: Quantity, frame: Frame | None) -> list[Argument]:
    """Return what a quantity is of; the first is the likeliest."""
    head = quantity.head
    above = head.head
    told = told_before(parse, quantity) if of_whom(quantity) else valued(parse, quantity)
    if told or frame is None:
        return told
    if above.lower_ == "worth" or word_at(head, -1).lower() == "worth":
        return holders(frame) or (_subject(frame) if frame.lemma == "be" else [])
    if head.dep_ == "pobj" and above.lower_ == "of" and above.head.pos_ in {"NOUN", "PROPN"}:
        share = above.head.lemma_.lower() in _FRACTIONS
        lost = [] if quantity.measured else _lost(parse, above.head, frame)
        if share or lost:
            return lost or thing(parse, head, quantity)
        return _of(parse, above.head, quantity, frame)
    if head.dep_ in {"appos", "conj"} and above.pos_ in {"NOUN", "NUM", "SYM"}:
        return _of_verb(parse, above, quantity, frame)
    return _of_verb(parse, head, quantity, frame)


def _modified(quantity: Quantity) -> Token | None:
    """Return the noun that a measure stands before: "the 180km-long canal"."""
    current = quantity.head
    while current.dep_ in _MODIFIERS and current.head.i > current.i:
        current = current.head
        noun = current.pos_ in {"NOUN", "PROPN"}
        if noun and current.idx >= quantity.end and current.dep_ not in {"compound", "amod"}:
            return current
    return None


def _lost(parse: Parse, noun: Token, frame: Frame) -> list[Argument]:
    """Return what "the killing of 140 people", "took the lives of 140 people" is told of."""
    if noun.lemma_.lower() in _DONE_TO:
        return [Argument(parse.words(noun).split(" of ")[0])]
    if noun.lemma_.lower() == "life" and noun.dep_ == "dobj":
        return holders(frame) or _subject(frame)
    return []


def _of(parse: Parse, noun: Token, quantity: Quantity, frame: Frame) -> list[Argument]:
    """Return what "a contribution of a million", "a distance of 860 km" is of."""
    lemma = noun.lemma_.lower()
    if lemma in _GIFTS and frame.lemma in _THANKING:
        return actors(parse, frame.objects)
    if lemma in _GIFTS:
        given = actors(parse, Frame(parse, noun).parts("poss")) or holders(frame)
        if given or noun.dep_ not in {"nsubj", "nsubjpass"}:
            return given
    objects = frame.parts("dobj")
    if lemma in _AMOUNTS:
        return _of_amount(parse, noun, frame)
    if noun in objects and quantity.unit[:1].isalpha() and lemma in _HEAPS:
        return [Argument(lemma)]
    who = holders(frame) if noun.dep_ == "dobj" else []
    if not who and quantity.measured and noun.dep_ in {"nsubj", "nsubjpass", "pobj"}:
        return [Argument(parse.words(noun, owned=True).split(" of ")[0])]
    return who


def _of_amount(parse: Parse, noun: Token, frame: Frame) -> list[Argument]:
    """Return what "uranium of a purity of 20%", "put the value of it at a million" is of."""
    objects = frame.parts("dobj")
    if noun.lemma_.lower() in {"cost", "price", "value"} and objects and noun not in objects:
        return thing(parse, objects[0])
    if noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        return thing(parse, noun.head.head)
    return _subject(frame)


def _subject(frame: Frame) -> list[Argument]:
    """Return the subject of a clause: by name, or by its words."""
    found: list[Argument] = []
    for token in frame.grammatical_subjects:
        if token.tag_ in {"WDT", "WP"} and (clause := relative_clause(token)) is not None:
            found += frame.parse.parties(clause.head)
        elif token.lemma_.lower() in _AMOUNTS:
            found += of_amount(frame.parse, token)
        elif token.pos_ in {"NOUN", "PROPN", "PRON"}:
            found += [
                Argument(who.name.split(" among ")[0], who.mention)
                for who in frame.parse.parties(token)
            ]
    return found


def _of_verb(parse: Parse, head: Token, quantity: Quantity, frame: Frame) -> list[Argument]:
    """Return what the quantity of a clause is of."""
    if head.dep_ in {"nsubj", "nsubjpass"} and head.head == frame.head:
        shares = [part for of in head.children if of.lower_ == "of" for part in of.children]
        if quantity.measured and shares:
            return thing(parse, shares[0])
        if frame.lemma in _COMING:
            return []
        own = head if quantity.measured else quantity.head
        return _counted(parse, frame) or thing(parse, own, quantity)
    if head.dep_ == "pobj":
        return _after_preposition(parse, head, quantity, frame)
    if frame.lemma in _MEASURING:
        there = any(part.dep_ == "expl" for part in frame.children)
        return _there(parse, frame) or (alone(parse, quantity) if there else _subject(frame))
    doing = _using(frame)
    return _shared(parse, head, quantity, doing) or holders(doing) or _subject(doing)


def _using(frame: Frame) -> Frame:
    """Return the verb of "carried out the raid using ten boats", and any other itself."""
    above = frame.above
    if frame.lemma == "use" and frame.link == "acl" and above is not None and above.above:
        return above.above
    return frame


def _shared(parse: Parse, head: Token, quantity: Quantity, frame: Frame) -> list[Argument]:
    """Return what two "share 860 kilometres of"."""
    if frame.lemma != "share" or not quantity.measured:
        return []
    shared = [part for of in head.children if of.lower_ == "of" for part in of.children]
    return thing(parse, shared[0]) if shared else []


def _after_preposition(
    parse: Parse, head: Token, quantity: Quantity, frame: Frame
) -> list[Argument]:
    """Return what "grew by 14 per cent", "was elected with 165 votes" is of."""
    preposition = head.head
    if (
        frame.lemma in _CHANGING | {"put"}
        and preposition.lower_ in {"at", "by", "to"}
        and frame.parts("dobj")
    ):
        return [parse.phrase(token) for token in frame.parts("dobj")]
    if frame.lemma in _MEASURING or frame.lemma in _CONSISTING:
        return _there(parse, frame) or _subject(frame)
    if preposition.lower_ == "on" and (above := imposing(frame)) is not None:
        return _subject(above)
    if preposition.lower_ == "with" and frame.lemma in _GIVING:
        return holders(frame)
    told = preposition.lower_ in _WITH and preposition.head == frame.head
    if quantity.measured or not told:
        return []
    return actors(parse, frame.grammatical_subjects) if frame.passive else holders(frame)


def _counted(parse: Parse, frame: Frame) -> list[Argument]:
    """Return who has done something to so many, of "1,200 people were brought home by X"."""
    if not frame.passive:
        return holders(frame.above) if frame.above and is_had(frame) else []
    return holders(frame) or [
        who
        for phrase in frame.phrases
        if phrase.preposition in {"under", "through", "with", "at"}
        if (place := parse.mention_at(phrase.object)) is None or place.kind != Kind.FACILITY
        for who in _named_or_told(parse, phrase.object)
    ]


def _named_or_told(parse: Parse, token: Token) -> list[Argument]:
    """Return what a noun names, and for "under which" what it is told of."""
    clause = relative_clause(token) if token.tag_ in {"WDT", "WP"} else None
    return list(parse.arguments(token)) if clause is None else thing(parse, clause.head)


def _there(parse: Parse, frame: Frame) -> list[Argument]:
    """Return where "there are so many"."""
    if not any(part.dep_ == "expl" for part in frame.children):
        return []
    places = [token for token in frame.after("in", "at") if token.ent_type_ != "DATE"]
    return [who for token in places for who in thing(parse, token)]


RULES: Final[tuple[Rule, ...]] = (SentenceRule("quantity.amount", "3", _amounts),)
