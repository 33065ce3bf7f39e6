"""The JSON form of what was read in a text: sentences, names and relations by their places.

It has no word of the text but names and short phrases. ``docs/extraction.md`` describes it.
"""

import json
from typing import Any

from graph.extraction.drafts import DraftGraph
from graph.extraction.proposals import Extraction


def as_json(extraction: Extraction, draft: DraftGraph) -> dict[str, Any]:
    """Return the JSON form of an extraction.

    Args:
        extraction: What was read.
        draft: The draft that it makes, which tells the claim and the predicate of a relation.
    """
    sentences = extraction.document.sentences
    relations = []
    for place, proposal in enumerate(extraction.proposals):
        claim, sentence = draft.claims.get(place), sentences[proposal.sentence]
        relations.append(
            {
                "start": sentence.start,
                "end": sentence.end,
                "subject": proposal.subject.name,
                "relation": proposal.relation.value,
                "predicate": claim.predicate if claim else None,
                "object": proposal.object.name,
                "modality": proposal.modality.value,
                "speaker": proposal.speaker.name if proposal.speaker else None,
                "time": proposal.time,
                "claim": claim.iri if claim else None,
            }
        )
    return {
        "text_sha256": extraction.document.sha256,
        "sentences": [
            {"paragraph": s.paragraph, "sentence": s.number, "start": s.start, "end": s.end}
            for s in sentences
        ],
        "entities": [
            {
                "start": mention.start,
                "end": mention.end,
                "mention": mention.words,
                "type": mention.kind.value,
                "canonical": mention.canonical,
                "iri": mention.iri,
            }
            for mention in extraction.mentions
        ],
        "relations": relations,
    }


def written(extraction: Extraction, draft: DraftGraph, *, indented: bool) -> str:
    """Return the JSON form as text, with the line's end.

    Args:
        extraction: What was read.
        draft: The draft that it makes.
        indented: Whether it is to be read by people; else it is one line.
    """
    indent = 2 if indented else None
    return json.dumps(as_json(extraction, draft), ensure_ascii=False, indent=indent) + "\n"
