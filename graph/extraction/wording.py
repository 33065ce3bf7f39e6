"""What a clause or a verb with what belongs to it says, in the words of the sentence.

>>> from graph.extraction.pipeline import pipeline
>>> doc = pipeline()("The king will open the old road to Rome, which was closed, after the feast.")
>>> verb_phrase(doc[3])
'open the old road to Rome'
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.parses import Parse
from graph.extraction.words import words

_OUTSIDE: Final = words(
    """advcl appos aux auxpass cc csubj discourse dep expl mark meta neg nsubj nsubjpass parataxis
    preconj"""
)
"""Relations of the parse that lead out of a verb phrase."""

_LOOSE_PREPOSITIONS: Final = words(
    """according after ahead amid before besides despite during following including notwithstanding
    pending since subject upon without"""
)
"""Prepositions whose phrases tell of circumstances."""

_QUOTES: Final = " ,;:.—–\"'“”\u2018’()[]"
_MARKS: Final = frozenset("\"“”'\u2018’")
"""Marks of a quotation, which part no phrase."""

_LONGEST: Final = 16
_INSERTED: Final = re.compile(r"""["”]? ?, ?, ?["“]? ?""")
"""Marks around words put into a quotation that were left out: "Laos", he said, "is"."""

_VERBAL: Final = frozenset({"VERB", "AUX"})


def verb_phrase(verb: Token) -> str:
    """Return a verb with its objects and what completes it, without subject and auxiliaries.

    Args:
        verb: The verb.
    """
    kept = _run(_below(verb))
    passive = next((child for child in verb.children if child.dep_ == "auxpass"), None)
    lead = "be " if passive is not None and passive.i < kept[0].i else ""
    told = (lead + _join(kept)).strip(_QUOTES)
    return told.replace('"', "") if told.count('"') % 2 else told


def _run(tokens: Iterable[Token]) -> list[Token]:
    """Return the words up to the first gap in the text."""
    first, *rest = sorted(tokens, key=lambda token: token.i)
    kept = [first]
    for token in rest:
        between = token.doc[kept[-1].i + 1 : token.i]
        if len(kept) >= _LONGEST or any(other.text not in _MARKS for other in between):
            break
        kept += [*between, token]
    return kept


def shares_object(verb: Token) -> Token | None:
    """Return the verb that has the object of this one too: "strengthen and expand ties".

    Args:
        verb: A verb.
    """
    if any(child.dep_ in {"dobj", "xcomp", "ccomp", "prep"} for child in verb.children):
        return None
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i == 2:  # noqa: PLR2004
            return child
    return None


def clause(verb: Token) -> str:
    """Return the words of a clause, without the word that introduces it.

    Args:
        verb: Its verb.
    """
    words = sorted(_clause_below(verb), key=lambda token: token.i)
    marks = [number for number, token in enumerate(words) if _introduces(token, verb)]
    words = words[marks[-1] + 1 :] if marks else words
    while words and words[0].dep_ in {"punct", "cc"}:
        words.pop(0)
    kept: list[Token] = []
    quoted = bool(words) and _is_quoted(words[0])
    for token in words:
        if token.text in {'"', "”"} and quoted and len(kept) > 1:
            break
        if token.text in {'"', "“"}:
            quoted = True
        if kept and token.i > kept[-1].i + 1:
            kept += [inner for inner in token.doc[kept[-1].i + 1 : token.i] if inner.is_punct]
        kept.append(token)
    while kept and (kept[-1].is_punct or kept[-1].dep_ == "cc"):
        kept.pop()
    told = _INSERTED.sub(" ", " ".join(_join(kept).split()))
    return told.strip(_QUOTES).removeprefix("that ")


def _introduces(token: Token, verb: Token) -> bool:
    """Return whether a word introduces a clause: "that", "whether"."""
    if token.i > verb.i or token.head not in (verb, verb.head):
        return False
    return token.dep_ == "mark" or (token.lower_ == "that" and token.dep_ == "dep")


def _is_quoted(token: Token) -> bool:
    """Return whether a token stands in a quotation that its sentence opened before it."""
    before = [other.text for other in token.doc[token.sent.start : token.i]]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def full_phrase(parse: Parse, head: Token) -> str:
    """Return a noun phrase with whose it is and with the participle or infinitive after it.

    "Laos's bid to host the games", "the mission led by Chad"; a name is told by its canonical name.

    Args:
        parse: The parse.
        head: The head of the phrase.
    """
    mention = parse.mention_at(head)
    if mention is not None and parse.head(mention) == head:
        return mention.canonical
    words = parse.words(head)
    for child in head.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            owner = parse.mention_at(child)
            name = child.text if owner is None else owner.canonical
            words = words if words.startswith(child.text) else f"{name}'s {words}"
        if child.dep_ == "acl" and child.i > head.i and _follows(child):
            kept = [token for token in _below(child) if token.i >= child.left_edge.i]
            words = f"{words} {'to ' if child.tag_ == 'VB' else ''}{_join(_run(kept))}"
        for verb in child.children if child.lower_ == "of" and child.i == head.i + 1 else ():
            words += f" of {verb_phrase(verb)}" if verb.dep_ == "pcomp" else ""
    return words.strip(_QUOTES)


def _follows(clause_verb: Token) -> bool:
    return clause_verb.doc[clause_verb.left_edge.i - 1].text != ","


def affirmed(verb: Token) -> str:
    """Return the words of a clause that is denied, without what denies it.

    Args:
        verb: Its verb.
    """
    negations = {
        token.text
        for token in verb.subtree
        if verb in {token.head, token.head.head}
        if token.dep_ == "neg" or token.lower_ in {"neither", "no"}
    }
    words = clause(verb)
    for negation in negations:
        words = words.replace(f" {negation} ", " ", 1).removeprefix(f"{negation} ")
    return words


def _below(verb: Token) -> Iterator[Token]:
    """Yield a verb and the words that complete it, not those of other clauses."""
    yield verb
    shared = shares_object(verb)
    for child in verb.children:
        if child == shared:
            yield verb.doc[verb.i + 1]
            yield from _below(child)
        elif child.i > verb.i and child.dep_ not in _OUTSIDE and not _leads_out(child):
            yield from _completing(child)
        elif child.tag_ == "VB" and child.dep_ == "advcl" and child.left_edge.i == verb.i + 1:
            yield from _completing(child)  # "work to end it"


def _leads_out(child: Token) -> bool:
    if child.dep_ == "conj" and child.pos_ in _VERBAL:
        return True
    if child.dep_ == "punct":
        return child.text != "-"
    if child.dep_ == "prep":
        if child.lower_ in _LOOSE_PREPOSITIONS:
            return True
        return child.lower_ in {"by", "in"} and any(part.dep_ == "pcomp" for part in child.children)
    return False


def _completing(token: Token) -> Iterator[Token]:
    """Yield the words of a phrase up to a clause that only adds to it."""
    yield token
    for child in token.children:
        if child.dep_ in {"relcl", "appos", "parataxis"} and child.i > token.i:
            continue
        if child.dep_ == "advcl" or (child.dep_ == "prep" and child.lower_ == "including"):
            continue
        if child.dep_ == "acl" and child.doc[child.i - 1].text == ",":
            continue
        yield from _completing(child)


def _clause_below(verb: Token) -> Iterator[Token]:
    yield verb
    for child in verb.children:
        if child.dep_ in {"parataxis", "discourse"}:
            continue
        if child.dep_ == "conj" and child.pos_ in _VERBAL and _has_subject(child):
            continue
        if child.dep_ == "advcl" and child.i > verb.i and _leads_away(child):
            continue
        yield from child.subtree


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def _leads_away(token: Token) -> bool:
    """Return whether a clause after another one says more: after a comma, or "while"."""
    first = token.left_edge.i
    after_comma = first > 0 and token.doc[first - 1].text == ","
    return after_comma or token.doc[first].lower_ in {"while", "whereas"}


def _join(tokens: list[Token]) -> str:
    return "".join(token.text_with_ws for token in tokens).strip()
