"""Who alleges what, of whom it need not be true: ``alleges``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.attitudes import (
    ACCUSES_OF,
    ALLEGES_THAT,
    BAD_NAMES,
    CHARGING,
    EXPRESSING,
    NATURE,
)
from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind
from graph.extraction.relations.accusers import accusers, alleged, publishes
from graph.extraction.relations.contents import (
    CLAIMS,
    after_aside,
    claimed,
    content,
    named_as,
    rest,
)
from graph.extraction.relations.holders import holders, possessors
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.wording import clause, full_phrase, verb_phrase
from graph.extraction.words import QUOTATION_MARKS, word_at, words

_CALLING: Final = words(
    """brand call characterise characterize condemn decry deem denounce describe label perceive
    portray see slam term view"""
)
_ACCORDING: Final = 2
_LONGEST: Final = 10
_SMALL: Final = frozenset({"a", "as", "the"})
_PUBLISHING: Final = words("air broadcast carry issue level make print publish release run")
_PRAISE: Final = words(
    """achievement constructive excellent friend fruitful great historic important landmark
    legitimate milestone positive significant success successful valuable"""
)
_WRONGS: Final = words(
    """aggression attack betrayal breach crime fabrication farce insult interference lie provocation
    sham threat violation"""
)


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "the paper claims that …"."""
    if frame.nominal or frame.negated or frame.head.tag_ == "VB":
        return
    sentence = frame.head.sent
    before = frame.head.doc[sentence.start : frame.head.i]
    if frame.head.tag_ == "VBG" and any(token.lemma_.lower() in CLAIMS for token in before):
        return
    who = accusers(frame)
    aside = after_aside(frame.head)
    told = [clause(verb) for verb in ([aside] if aside is not None else content(frame))]
    if frame.lemma in {"allege", "claim"} and not told and not frame.passive:
        nouns = [noun for noun in frame.parts("dobj") if noun.pos_ == "NOUN"]
        taken = [n for n in nouns if frame.lemma == "allege" or n.lemma_ == "responsibility"]
        told = [full_phrase(frame.parse, noun) for noun in taken]
    for words_alleged in told or filter(None, [rest(frame.head)]):
        yield from alleged(who, words_alleged, frame)


def _asked(frame: Frame) -> Iterator[Finding]:
    """Read "The daily X reports that …; what do you say?", where it is asked whether it is so."""
    if frame.nominal or frame.negated or frame.head.sent[-1].text != "?":
        return
    for verb in content(frame):
        who = [w for w in accusers(frame) if w.mention and w.mention.kind == Kind.ORGANIZATION]
        yield from alleged(who, clause(verb), frame)


def _which(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "the note issued by Laos, according to which …", "in which it is alleged that …"."""
    for token in sentence:
        if token.lower_ != "which" or token.i - sentence.start < _ACCORDING:
            continue
        verb = next((part for part in token.head.children if part.dep_ == "pcomp"), None)
        if token.nbor(-2).lower_ == "according" and verb is not None:
            authors = [w for by in token.doc[sentence.start : token.i] for w in _issuing(parse, by)]
            yield from alleged(
                authors[-1:], clause(verb).removeprefix("which "), Frame(parse, verb)
            )


def _issuing(parse: Parse, by: Token) -> Iterator[Argument]:
    """Yield who issued something: "a note issued by Laos", "a statement of the ministry"."""
    if by.lower_ in {"by", "of", "from"}:
        for noun in by.children:
            yield from (
                who
                for who in parse.arguments(noun)
                if who.mention is not None
                and who.mention.kind in {Kind.ORGANIZATION, Kind.PERSON, Kind.STATE_OR_PLACE}
            )


def _accuse(frame: Frame) -> Iterator[Finding]:
    """Read "Laos accused Chad of spying"."""
    if frame.nominal or frame.negated or is_hypothetical(frame):
        return
    who = accusers(frame)
    for token in frame.objects:
        noun = related(token)
        if token.lemma_.lower() in CLAIMS or noun.tag_ in {"WDT", "WP"}:
            continue
        if _is_nobody(token) and not frame.after("on"):
            continue
        heads = frame.parse.coordinated(noun)
        accused = " and ".join(_accused(frame.parse, head) for head in heads)
        for preposition, charge in _charges(frame):
            below = preposition.i > token.i and token in preposition.ancestors
            whom = token.doc[token.left_edge.i : preposition.i].text if below else accused
            yield from alleged(who, f"{whom} {preposition.text} {charge}", frame)
        if frame.lemma == "blame" and not list(_charges(frame)) and not frame.after("on"):
            yield from alleged(who, f"{accused} to blame", frame)
        for blamed in frame.after("on") if frame.lemma == "blame" else ():
            party = frame.parse.words(blamed)
            yield from alleged(who, f"{party} for {accused.removesuffix(f' on {party}')}", frame)


def _is_nobody(token: Token) -> bool:
    """Return whether no other is accused: "blamed the rain", "himself", "nobody"."""
    himself = token.lower_.endswith(("self", "selves"))
    return himself or token.lower_ in {"nobody", "none"} or token.lemma_.lower() in NATURE


def _accused(parse: Parse, head: Token) -> str:
    """Return the words for who is accused: "some of those in the camp"."""
    return head.text if head.pos_ == "PRON" and head.i in parse.antecedents else parse.words(head)


def _charges(frame: Frame) -> Iterator[tuple[Token, str]]:
    """Yield the preposition and the words of each charge: "of arming rebels and of spying"."""
    allowed = ACCUSES_OF[frame.lemma]
    prepositions = [p for p in frame.parts("prep") if p.lower_ in allowed]
    below = (p for p in frame.head.subtree if p.lower_ in allowed and p.dep_ == "prep")
    sure = frame.lemma in {"accuse", "suspect"}
    prepositions = prepositions or [p for p in below if sure or p.doc[p.i + 1].tag_ == "VBG"][:1]
    prepositions += [
        other for p in prepositions for other in p.children if other.dep_ in {"conj", "prep"}
    ]
    for preposition in prepositions:
        for child in preposition.children:
            if child.dep_ == "pcomp":
                for verb in (child, *(part for part in child.children if part.dep_ == "conj")):
                    yield preposition, verb_phrase(verb)
            elif child.dep_ == "pobj":
                yield preposition, frame.parse.words(child)


def _call(frame: Frame) -> Iterator[Finding]:
    """Read "called the deal "null and void"", "denounced the raid as an act of aggression"."""
    if frame.nominal or frame.negated:
        return
    if frame.passive:
        yield from _judged(frame)
        return
    doc = frame.head.doc
    start = frame.head.i + 1
    if word_at(frame.head, 1).lower() in {"for", "off", "on", "upon"}:
        return
    for index in range(start, min(start + _LONGEST, frame.head.sent.end)):
        if doc[index].text in {",", ";", "."}:
            break
        if doc[index].text in QUOTATION_MARKS:
            quoted = _quoted(doc[index + 1 : frame.head.sent.end])
            thing = _thing(frame.parse, [t for t in doc[start:index] if t.lower_ not in _SMALL])
            thing = thing or next(filter(None, _things_before(frame)), "")
            claims = CLAIMS.intersection(t.lemma_.lower() for t in doc[start:index])
            as_such = frame.lemma not in {"perceive", "see", "view"} or (
                word_at(doc[index], -1).lower() == "as"
            )
            if thing and quoted and _is_judged(quoted) and not claims and as_such:
                yield from alleged(accusers(frame), f"{thing} {quoted}", frame)
            return
    yield from _judged(frame)


def _judged(frame: Frame) -> Iterator[Finding]:
    """Read "called the raid a violation of law", "in what Laos called a breach of law"."""
    names = [*frame.parts("oprd"), *named_as(frame)]
    names += [part for name in frame.parts("ccomp") for part in _named_so(name)]
    things = [token for token in frame.parts("dobj", "nsubjpass") if token not in names]
    things += [part for name in frame.parts("ccomp", "oprd") for part in name.lefts]
    things = [token for token in things if token.lemma_.lower() not in NATURE]
    for thing in (token for token in things if token.dep_ in {"dobj", "nsubj", "nsubjpass"}):
        for name in names:
            if not _is_bad(name):
                continue
            what = _called(frame.parse, thing)
            if what is not None:
                told = f"{what} {frame.parse.words(name)}".strip()
                yield from alleged(accusers(frame), told, frame)


def _things_before(frame: Frame) -> Iterator[str | None]:
    """Yield what is called something in "the raid, which she called "illegal""."""
    for pronoun in frame.parts("dobj"):
        if pronoun.i < frame.head.i:
            yield _called(frame.parse, pronoun)


def _is_bad(name: Token) -> bool:
    """Return whether a name for something charges it with something."""
    tokens = (token.lemma_.lower() for token in name.subtree)
    return any(token in CHARGING | BAD_NAMES for token in tokens)


def _called(parse: Parse, thing: Token) -> str | None:
    """Return the words for what is called something; "what" has none, "it" is open."""
    if thing.lower_ == "what":
        return ""
    thing = related(thing)
    return None if thing.pos_ == "PRON" else parse.words(thing)


def _named_so(token: Token) -> Iterator[Token]:
    """Yield the noun that the parser took for a clause of its own."""
    if token.pos_ in {"NOUN", "ADJ"}:
        yield token


def _is_judged(quoted: str) -> bool:
    """Return whether a quoted name for something charges it with something."""
    told = set(quoted.lower().split())
    noun = bool(told) and quoted.lower().split()[0] in {"a", "an", "the"}
    return not told & _PRAISE and (not noun or bool(told & (_WRONGS | BAD_NAMES | CHARGING)))


def _thing(parse: Parse, tokens: list[Token]) -> str:
    """Return the words for what is called something: of a pronoun, the noun before it."""
    if not tokens or tokens[0].pos_ != "PRON" or len(tokens) > 1:
        return " ".join(token.text for token in tokens)
    token = tokens[0]
    for earlier in reversed(token.doc[token.sent.start : token.i]):
        if earlier.dep_ in {"dobj", "pobj"} and earlier.pos_ == "NOUN":
            return parse.phrase(earlier).name
    return ""


def _quoted(after: Span) -> str:
    words = []
    for token in after:
        if token.text in QUOTATION_MARKS:
            break
        words.append(token.text_with_ws)
    return "".join(words).strip(" ,.\n")


def _noun(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "a report of the portal that …", "the claim by Laos that …"."""
    for token in sentence:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in CLAIMS:
            continue
        verb = claimed(token)
        if verb is not None:
            who = list(_authors(parse, token, verb)) or _claimants(Frame(parse, token))
            yield from alleged(who[:1], clause(verb), Frame(parse, token))


def _claimants(frame: Frame) -> list[Argument]:
    """Return whose claim it is that somebody repeats: "Laos repeated its claim that"."""
    repeated = frame.above is not None and frame.above.lemma in EXPRESSING | _PUBLISHING
    return possessors(frame) or (holders(frame.above) if repeated and frame.above else [])


def _authors(parse: Parse, noun: Token, verb: Token) -> Iterator[Argument]:
    """Yield whose claim it is: the bodies named, or else the publishers, before its content."""
    between = noun.doc[noun.i + 1 : verb.left_edge.i]
    unnamed = None
    for token in between:
        if (
            token.dep_ == "prep"
            and token.lower_ in {"about", "against", "on"}
            and token.i > noun.i + 2
        ):
            break
        mention = parse.mention_at(token)
        if mention is not None and mention.kind in {Kind.ORGANIZATION, Kind.PERSON}:
            yield Argument(mention.canonical, mention)
        elif mention is None and unnamed is None and (publishes(token) or _by(token, noun)):
            unnamed = token
    if unnamed is not None:
        yield parse.phrase(unnamed)


def _by(token: Token, noun: Token) -> bool:
    """Return whether a noun says by whom a claim is: "claims by the rebels that"."""
    return token.dep_ == "pobj" and token.head.lower_ == "by" and token.head.i == noun.i + 1


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("alleges.verb", "3", ALLEGES_THAT, _verb),
    FrameRule("alleges.accuse", "3", frozenset(ACCUSES_OF), _accuse),
    FrameRule("alleges.asked", "2", words("report say write"), _asked),
    FrameRule("alleges.call", "3", _CALLING, _call),
    SentenceRule("alleges.noun", "3", _noun),
    SentenceRule("alleges.which", "1", _which),
)
