"""Rules: CONSTRUCT queries of which each solution is a fact, kept as data in ``ontology/rules/``.

Most rules look at one asserted claim, and ask the ontology about its predicate. What such a rule
derives is the same for all claims with that predicate, up to subject and object; so it can be asked
once, of a claim that stands for all of them, and the answer filled in. ``vocabulary`` tells which
rules are so, and of which terms a report must not speak for that to hold.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from graph.errors import ParseError, QuerySyntaxError
from graph.headers import read_header
from graph.namespaces import PREFIXES, expand
from graph.sparql import Token, tokenize

_LOCAL: Final = re.compile(
    r"CONSTRUCT \{ \?\w+ \?\w+ \?\w+ (?:\. )?\} WHERE \{"
    r" (\?\w+) comity:modality modality:asserted ; rdf:subject (\?\w+) ;"
    r" rdf:predicate (\?\w+) ; rdf:object (\?\w+) \. "
)
"""The beginning of a rule about one claim, as tokens with one space between them."""

_OPERATORS: Final = frozenset("/|^*+?()")


@dataclass(frozen=True)
class Rule:
    """A query that constructs facts.

    Args:
        path: Its file.
        text: The query.
        vocabulary: For a rule about one asserted claim and the ontology: the terms that it asks
            the ontology with. None for any other rule.
    """

    path: Path
    text: str
    vocabulary: frozenset[str] | None

    def run(self, engine: ox.Store) -> ox.QueryTriples:
        """Return what the rule derives from claims and the ontology.

        Raises:
            ParseError: the file holds no CONSTRUCT query.
        """
        try:
            constructed = engine.query(self.text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise ParseError(self.path, None, f"this is not SPARQL: {error.msg}") from error
        if not isinstance(constructed, ox.QueryTriples):
            raise ParseError(self.path, None, "a rule is a CONSTRUCT query")
        return constructed


def read_rules(folder: Path) -> list[Rule]:
    """Return the rules in the ``*.rq`` files of a folder, sorted by name."""
    texts = {path: read_header(path)[1] for path in sorted(folder.glob("*.rq"))}
    return [Rule(path, text, vocabulary(text)) for path, text in texts.items()]


def vocabulary(text: str) -> frozenset[str] | None:
    """Return the terms with which a rule about one asserted claim asks the ontology.

    None stands for a rule of another form. Of the form are rules that join the subject, predicate
    and object of a claim, and beside it have triple patterns and paths alone, with no variable in
    the place of a property, that join neither the claim nor its subject nor its object.

    >>> sorted(vocabulary('''CONSTRUCT { ?s ?wider ?o } WHERE {
    ...     ?c comity:modality modality:asserted ; rdf:subject ?s ; rdf:predicate ?p ;
    ...        rdf:object ?o . ?p rdfs:subPropertyOf* ?wider . }'''))
    ['http://www.w3.org/2000/01/rdf-schema#subPropertyOf']
    """
    try:
        tokens = list(tokenize(text))
    except QuerySyntaxError:
        return None
    while len(tokens) > 2 and tokens[0].text.upper() == "PREFIX":  # noqa: PLR2004  # PREFIX p: <…>
        if PREFIXES.get(tokens[1].text[:-1]) != tokens[2].text[1:-1]:
            return None
        del tokens[:3]
    joined = " ".join(token.text for token in tokens)
    begins = _LOCAL.match(joined)
    if begins is None or tokens[-1].text != "}":
        return None
    claim, subject, _, value = begins.groups()
    rest = tokens[begins.group().count(" ") : -1]
    if {claim, subject, value} & {token.text for token in rest}:
        return None
    return _terms(rest)


def _terms(tokens: list[Token]) -> frozenset[str] | None:
    """Return the terms in triple patterns, or None where there is more than such patterns."""
    terms: set[str] = set()
    pattern: list[Token] = []
    for token in [*tokens, Token("punctuation", ".", 0)]:
        if token.text not in (".", ";"):
            pattern.append(token)
            continue
        if pattern:
            found = _terms_of(pattern)
            if found is None:
                return None
            terms |= found
        pattern = pattern[:1] if token.text == ";" else []
    return frozenset(terms)


def _terms_of(pattern: list[Token]) -> set[str] | None:
    """Return the terms in a triple pattern or path pattern, or None where it is none."""
    subject, *path, value = pattern if len(pattern) > 2 else (*pattern, *pattern, *pattern)  # noqa: PLR2004
    is_type = [token.text for token in path] == ["a"]
    if (
        subject.kind != "variable"
        or value.kind != ("name" if is_type else "variable")
        or not all(t.kind == "name" or t.text in _OPERATORS or is_type for t in path)
    ):
        return None
    return {expand(token.text) for token in (*path, value) if token.kind == "name"}


PROBE_SUBJECT: Final = ox.NamedNode("urn:comity:probe-subject")
PROBE_OBJECT: Final = ox.NamedNode("urn:comity:probe-object")


def consequences(rule: Rule, ontology: ox.Store, predicate: ox.NamedNode) -> set[ox.Triple]:
    """Return what a rule derives from one asserted claim with a predicate.

    Args:
        rule: A rule with a vocabulary.
        ontology: An engine that holds the ontology; it is as before afterwards.
        predicate: The predicate of the claim; its subject and object are the probes.
    """
    claim = ox.NamedNode("urn:comity:probe-claim")
    parts = {
        "comity:modality": ox.NamedNode(expand("modality:asserted")),
        "rdf:subject": PROBE_SUBJECT,
        "rdf:predicate": predicate,
        "rdf:object": PROBE_OBJECT,
    }
    probe = [ox.Quad(claim, ox.NamedNode(expand(name)), node) for name, node in parts.items()]
    ontology.extend(probe)
    found = set(cast("set[ox.Triple]", rule.run(ontology)))
    for quad in probe:
        ontology.remove(quad)
    return found
