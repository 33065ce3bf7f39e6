"""Extractions that tests write by hand: names in square brackets, proposals in a line each."""

import re

from graph.extraction.document import Document
from graph.extraction.proposals import (
    Argument,
    Extraction,
    Kind,
    Mention,
    Modality,
    Proposal,
    Relation,
)

_MARK = re.compile(
    r"\[(?P<words>[^|\]]+)\|(?P<kind>\w+)(?:\|(?P<canonical>[^|\]]+))?(?:\|(?P<iri>[^\]]+))?\]"
)


def extraction(marked: str, *lines: str, score: float = 0.8) -> Extraction:
    """Return an extraction.

    Args:
        marked: The text; a name is written ``[words|KIND|canonical|slug]``.
        lines: Proposals: ``sentence; subject; relation; object; modality; speaker; time``; the
            last three can be left out.
        score: The score of all proposals.
    """
    text, mentions, end = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[end : found.start()]
        end = found.end()
        iri = f"https://w3id.org/comity/id/{found['iri']}" if found["iri"] else None
        canonical = found["canonical"] or found["words"]
        place = len(text), len(text) + len(found["words"])
        mentions.append(Mention(*place, found["words"], Kind(found["kind"]), canonical, iri))
        text += found["words"]
    text += marked[end:]
    named = {mention.canonical: mention for mention in reversed(mentions)}

    def argument(name: str) -> Argument:
        return Argument(name, named.get(name))

    proposals = []
    for line in lines:
        parts = [part.strip() for part in line.split(";")]
        sentence, subject, relation, value, modality, speaker, time = (
            *parts,
            *[""] * (7 - len(parts)),
        )
        proposals.append(
            Proposal(
                int(sentence),
                argument(subject),
                Relation(relation),
                argument(value),
                Modality(modality or "asserted"),
                f"{relation}.test",
                argument(speaker) if speaker else None,
                time or None,
                score,
            )
        )
    return Extraction(Document(text), tuple(mentions), tuple(proposals))
