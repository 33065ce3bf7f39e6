"""Who signs what: ``signs``."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

TEXTS: Final = words(
    """accord act agreement arrangement bill charter communiqué communique compact contract
    convention covenant deal declaration decree document framework joint letter memoranda
    memorandum minutes mou pact plan protocol roadmap statement treaty instrument"""
)
"""Nouns for what is signed."""

_SIGNED: Final = words(
    """amendment announcement commitment concession extension facility grant guarantee law lease
    loan order package papers partnership program programme project proposal ratification renewal
    resolution subsidy understanding waiver"""
)
"""Nouns for what is signed, which are no texts by themselves."""

_GENERIC: Final = frozenset(
    {"memorandum of understanding", "mou", "agreement", "protocol", "letter of intent", "treaty"}
)
"""Names that any agreement may have: what it is on tells more."""

_AGREED: Final = words(
    """accord agreement compact contract convention covenant deal memoranda memorandum mou pact
    protocol treaty"""
)
"""Those of them that exist only once they are signed."""

_SIGNING: Final = words("co-sign conclude countersign enter initial ink sign")
_PUTTING: Final = words("add affix append attach carry bear exchange lend put set")
"""Verbs beside "signature": who puts it under something, or what it stands under."""

_NAMING: Final = words("call dub entitle entitled name title titled")
_QUOTED: Final = re.compile(r"""["“‘']([^"”]+?)["”’']""")
"""What stands in quotation marks right after a word."""

_NOT_YET: Final = words("negotiate negotiation possible propose draft future toward")


def agreements(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return the texts that are signed: named, or by the words for them.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        listed = list(_listed(parse, token))
        found |= {text.name: text for text in listed}
        for head in () if listed else parse.coordinated(related(token)):
            for text in _agreement(parse, head):
                found.setdefault(text.name, text)
    return list(found.values())


def _listed(parse: Parse, token: Token) -> Iterator[Argument]:
    """Yield the texts of "the following documents: the treaty on roads and the protocol"."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in TEXTS:
        return
    colon = next((t.i for t in token.sent if t.text == ":" and t.i > token.i), None)
    if colon is None:
        return
    for mention in parse.mentions_in(token.doc[colon : token.sent.end]):
        if mention.kind == Kind.AGREEMENT:
            yield Argument(mention.canonical, mention)


def _agreement(parse: Parse, head: Token) -> Iterator[Argument]:
    named = [
        text
        for text in parse.named(head)
        if text.mention is not None and text.mention.kind == Kind.AGREEMENT
    ]
    if named and parse.mention_at(head) and named[0].name.lower() in _GENERIC:
        text = _without_place(parse, head, parse.words(head))
        yield Argument(_without_parties(text))
    elif named:
        yield from named
    elif head.lemma_.lower() in TEXTS or head.lower_ in {"memoranda", "minutes"}:
        for child in head.children:
            mention = parse.mention_at(child)
            if mention is not None and mention.kind == Kind.AGREEMENT and child.i < head.i:
                yield Argument(mention.canonical, mention)
                return
        if title := _title(parse, head):
            yield title
            return
        text = _without_parties(parse.words(head)) + _purpose(parse, head)
        yield Argument(_without_place(parse, head, text))


def _title(parse: Parse, head: Token) -> Argument | None:
    """Return the name that an agreement is said to have: "an agreement titled "Pact on Roads""."""
    for child in head.children:
        after = parse.doc[child.i + 1 : head.sent.end]
        if child.dep_ != "acl" or child.lemma_ not in _NAMING or not len(after):
            continue
        inside = [mention for mention in parse.mentions_in(after) if mention.kind == Kind.AGREEMENT]
        quoted = _QUOTED.match(after.text)
        if inside and inside[0].start <= after.start_char + 1:
            return Argument(inside[0].canonical, inside[0])
        if quoted is not None:
            return Argument(quoted[1].strip(" ,."))
    return None


def _purpose(parse: Parse, head: Token) -> str:
    """Return what an agreement is to do: " to build a bridge"."""
    for child in head.children:
        if child.dep_ == "acl" and child.tag_ == "VB" and child.i > head.i:
            objects = [parse.words(part) for part in child.children if part.dep_ == "dobj"]
            return f" to {' '.join([child.text, *objects[:1]])}"
    return ""


def _without_place(parse: Parse, head: Token, text: str) -> str:
    """Return the words for an agreement without where it was signed."""
    for child in head.subtree:
        for noun in child.children if child.lower_ in {"in", "at"} else ():
            place = parse.mention_at(noun)
            if place is not None and place.kind in {Kind.STATE_OR_PLACE, Kind.FACILITY}:
                text = text.replace(f" {child.text} {place.words}", "")
    return text


def _without_parties(text: str) -> str:
    """Return the words for an agreement without those who made it."""
    for split in (" between ", " with ", " signed ", " by "):
        text = text.split(split, 1)[0]
    return text


def _sign(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad signed a treaty"; "the treaty was signed by Laos"."""
    parse = frame.parse
    if frame.nominal:
        return
    objects = [*frame.objects]
    if not frame.passive:
        objects += frame.after("onto", "on to") if frame.lemma == "sign" else ()
    if frame.lemma == "enter":
        objects = list(frame.after("into"))
    parties = actors(parse, frame.subjects)
    if frame.passive or not parties:
        parties = parties or actors(parse, frame.after("between", "by"))
    if parties or frame.passive:
        parties += [who for who in _partners(frame, objects) if who not in parties]
    if frame.lemma in {"conclude", "enter"}:
        if not any(token.lemma_.lower() in {"signature", "signing"} for token in frame.head.sent):
            return  # what is concluded is agreed, but not told to be signed
        objects = [token for token in objects if token.lemma_.lower() in _AGREED]
    held = Modality.PLANNED if frame.lemma == "initial" else None
    found = agreements(parse, objects) or list(_other_texts(frame))
    yield from pairs(parties, Relation.SIGNS, found, frame, held)


def _other_texts(frame: Frame) -> Iterator[Argument]:
    """Yield what is signed by other words: "a programme with Chad", and "a treaty on X which"."""
    if frame.lemma not in {"co-sign", "countersign", "ink", "sign"}:
        return
    for token in frame.objects:
        text = _text_above(related(token))
        if text is not None:
            yield from agreements(frame.parse, [text])
        elif token.lemma_.lower() in _SIGNED and frame.parse.mention_at(token) is None:
            yield Argument(_without_parties(frame.parse.words(token)))


def _text_above(noun: Token) -> Token | None:
    """Return the text that a noun tells more of: "treaty" for "persons" in "a treaty on them"."""
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        noun = noun.head.head
        if _is_text(noun):
            return noun
        if noun.pos_ == "VERB":
            return next(
                (part for part in noun.children if part.dep_ == "dobj" and _is_text(part)), None
            )
    return None


def _partners(frame: Frame, texts: list[Token]) -> list[Argument]:
    """Return with whom somebody signs: "signed with her counterpart", "a treaty with Laos"."""
    with_text = [
        part
        for text in texts
        for preposition in related(text).children
        if preposition.lower_ == "with"
        for part in preposition.children
    ]
    found = actors(frame.parse, [*frame.after("with", "together with", "alongside"), *with_text])
    return [who for who in found if who.mention is not None]


def _signature(frame: Frame) -> Iterator[Finding]:
    """Read "Laos put its signature to the treaty", "the treaty bears the signature of Ana Lu"."""
    parse, above = frame.parse, frame.above
    if not frame.nominal or above is None or above.lemma not in _PUTTING:
        return
    if above.lemma in {"bear", "carry"}:
        texts = agreements(parse, above.grammatical_subjects)
        yield from pairs(actors(parse, frame.after("of")), Relation.SIGNS, texts, above)
    else:
        texts = agreements(parse, above.after("to", "on"))
        yield from pairs(actors(parse, above.subjects), Relation.SIGNS, texts, above)


def _pen(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad put pen to paper on a treaty"."""
    if any(noun.lower_ == "pen" for noun in frame.parts("dobj")):
        texts = agreements(frame.parse, frame.after("on"))
        yield from pairs(actors(frame.parse, frame.subjects), Relation.SIGNS, texts, frame)


def _signing(frame: Frame) -> Iterator[Finding]:
    """Read "the signing of the treaty between Laos and Chad", "the signature by Laos of …"."""
    if not frame.nominal and frame.head.tag_ != "VBG":
        return
    if frame.head.tag_ == "VBG" and not any(child.dep_ == "det" for child in frame.children):
        return
    parse = frame.parse
    found = agreements(parse, list(frame.after("of")))
    parties = actors(parse, [*frame.after("between", "by"), *frame.parts("poss")])
    above = frame.above
    if not parties and above is not None and frame.head.head.lower_ in {"with", "via", "through"}:
        parties = actors(parse, above.grammatical_subjects)
    yield from pairs(parties, Relation.SIGNS, found, frame)


def _between(frame: Frame) -> Iterator[Finding]:
    """Read "the border agreement between Laos and Chad"."""
    if not frame.nominal or frame.parse.mention_at(frame.head):
        return
    if _is_yet_to_be(frame):
        return
    for phrase in frame.phrases:
        if phrase.preposition == "between" and phrase.attached == frame.head:
            parties = actors(frame.parse, [phrase.object])
            if len(parties) > 1:
                found = agreements(frame.parse, [frame.head])
                yield from pairs(parties, Relation.SIGNS, found, frame, Modality.ASSERTED)


def _is_yet_to_be(frame: Frame) -> bool:
    """Return whether an agreement is spoken of that does not exist yet."""
    said = {token.lemma_.lower() for token in frame.head.sent}
    return frame.negated or bool(said & _NOT_YET)


def _signatory(frame: Frame) -> Iterator[Finding]:
    """Read "Laos is a signatory to the treaty", "signatories to the treaty include Chad"."""
    if not frame.nominal:
        return
    parse, head, above = frame.parse, frame.head, frame.above
    texts = agreements(parse, list(_to(head, {"to", "of"})))
    if above is not None and head.dep_ == "attr":
        if above.link == "relcl" and not texts:
            texts = agreements(parse, [_related(above)])
        who = actors(parse, above.subjects)
    elif above is not None and head.dep_ == "nsubj" and above.lemma in {"be", "include"}:
        who = actors(parse, above.objects)
    elif above is not None and head.dep_ == "dobj" and above.lemma in {"count", "have"}:
        texts = texts or agreements(parse, above.grammatical_subjects)
        who = _among_them(frame)
    elif head.dep_ == "appos":
        who = actors(parse, [head.head])
    elif head.dep_ == "pobj" and above is not None and head.head.lower_ in {"as", "among"}:
        who = actors(parse, above.grammatical_subjects or above.objects)
    else:
        return
    told = head.dep_ == "appos" or head.head.lower_ == "as" or above is None
    yield from pairs(who, Relation.SIGNS, texts, frame if told else above or frame)


def _among_them(frame: Frame) -> list[Argument]:
    """Return the states of "61 signatories, A and B among them", "…, among them A and B"."""
    found = [
        Argument(mention.canonical, mention)
        for mention in frame.parse.mentions_in(frame.head.doc[frame.head.i : _clause_end(frame)])
        if mention.kind == Kind.STATE_OR_PLACE
    ]
    among = any(t.lower_ in {"among", "including"} for t in frame.head.sent if t.i > frame.head.i)
    return found if among else []


def _clause_end(frame: Frame) -> int:
    """Return the index of the semicolon or the end of the sentence after a noun."""
    ends = [t.i for t in frame.head.sent if t.i > frame.head.i and t.text == ";"]
    return min([*ends, frame.head.sent.end])


def _to(noun: Token, prepositions: set[str]) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (part for part in child.children if part.dep_ == "pobj")


def _related(frame: Frame) -> Token:
    """Return the noun that a relative clause is about."""
    token = frame.head
    while token.dep_ != "relcl" and token.head != token:
        token = token.head
    return token.head


def _headline(frame: Frame) -> Iterator[Finding]:
    """Read "Laos, Chad sign visa waiver agreement", where the parser takes the verb for a noun."""
    parse, verb = frame.parse, frame.head
    if not frame.nominal:
        return
    sentence = verb.sent
    parties = parse.mentions_in(verb.doc[sentence.start : verb.i])
    between = [t for t in verb.doc[sentence.start : verb.i] if parse.mention_at(t) is None]
    last = verb.doc[sentence.end - 1]
    if not parties or last.is_punct or any(t.text not in {",", "and", "&"} for t in between):
        return
    noun = next((t for t in verb.doc[verb.i + 1 : sentence.end] if _is_text(t)), None)
    if noun is None or any(t.pos_ in {"AUX", "VERB"} for t in verb.doc[noun.i : sentence.end]):
        return
    named = parse.mention_at(noun)
    words = verb.doc[verb.i + 1 : noun.i + 1].text if named is None else named.canonical
    with_whom = actors(parse, [t.nbor() for t in noun.rights if t.lower_ == "with"])
    who = [Argument(party.canonical, party) for party in parties] + with_whom
    yield from pairs(who, Relation.SIGNS, [Argument(words, named)], frame, Modality.ASSERTED)


def _is_text(token: Token) -> bool:
    return token.lemma_.lower() in TEXTS


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("signs.verb", "3", _SIGNING, _sign),
    FrameRule("signs.noun", "1", frozenset({"signing", "signature", "sign"}), _signing),
    FrameRule("signs.between", "1", _AGREED, _between),
    FrameRule("signs.signatory", "2", frozenset({"signatory"}), _signatory),
    FrameRule("signs.headline", "1", frozenset({"sign"}), _headline),
    FrameRule("signs.signature", "1", frozenset({"signature"}), _signature),
    FrameRule("signs.pen", "1", frozenset({"put"}), _pen),
)
