"""What the rules read in a text, as lines that are easy to compare."""

from collections.abc import Callable

import pytest

from graph.extraction.document import Document
from graph.extraction.extraction import extract
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.proposals import Modality

Read = Callable[[str, str], list[str]]


@pytest.fixture(scope="session")
def read() -> Read:
    """Return what reads a relation in a text: "subject | object | modality if not asserted"."""
    gazetteer = Gazetteer.shipped()

    def lines(relation: str, text: str) -> list[str]:
        found = []
        for proposal in extract(Document(text), gazetteer).proposals:
            if proposal.relation == relation:
                held = proposal.modality
                line = f"{proposal.subject.name} | {proposal.object.name}"
                found.append(line if held == Modality.ASSERTED else f"{line} | {held}")
        return sorted(found)

    return lines
