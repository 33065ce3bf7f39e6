"""What things and claims look like: colours of Okabe and Ito, shapes, strokes, sizes.

Kind is told by shape and fill, modality by stroke, colour and the end of the line, so that a
picture reads without colour, too.
"""

from dataclasses import dataclass
from typing import Final

FONT: Final = "DejaVu Sans"
"""Comes with matplotlib, so that text is as wide everywhere as it was when it was measured."""

NODE_SIZE: Final = 7.5
"""Size of a label, in points; hubs have up to HUB_EXTRA more."""
HUB_EXTRA: Final = 5.0
EDGE_SIZE: Final = 6.5
"""Size of the label of an edge, in points."""
LINE: Final = 1.18
"""Distance of two lines of text, as a multiple of their size."""

OUTLINE: Final = 0.8
FOCUS: Final = 2.4
"""Width of the outline of a box, and of the box that a picture is about."""

INK: Final = "#1a1a1a"
FAINT: Final = "#5c5c5c"


@dataclass(frozen=True)
class Kind:
    """How a kind of thing is drawn: words for the legend, shape, and colours."""

    words: str
    shape: str
    fill: str
    outline: str
    text: str = INK
    weight: str = "normal"


@dataclass(frozen=True)
class Stroke:
    """How a modality is drawn: colour, dashes (on, off … in points), width and end of the line."""

    colour: str
    dashes: tuple[float, ...]
    width: float
    head: str


KINDS: Final = {
    "state": Kind("state", "rectangle", "#0072b2", "#00476f", "#ffffff", "bold"),
    "body": Kind("government body or mission", "octagon", "#bfe3f7", "#2b7fb0"),
    "organization": Kind(
        "international organization or framework", "hexagon", "#b5e3d5", "#00694d"
    ),
    "person": Kind("person or post", "pill", "#fbe0a8", "#a86f00"),
    "group": Kind("group or unnamed party", "ellipse", "#fbf7b8", "#8a8200"),
    "place": Kind("place or infrastructure", "trapezium", "#fad0b4", "#a84a00"),
    "event": Kind("event", "parallelogram", "#f0d3e2", "#96466e"),
    "document": Kind("document or vision", "note", "#ffffff", "#1a1a1a"),
    "area": Kind("policy area, principle or initiative", "snipped", "#e2e2e2", "#6b6b6b"),
    "condition": Kind("condition or issue", "round", "#f7f7f7", "#8f8f8f"),
    "figure": Kind("figure or text", "bare", "#ffffff", "#9a9a9a"),
}
"""Kinds of things in the order of the legend."""

CLASSES: Final = {
    "State": "state",
    "Country": "state",
    "Post": "person",
    "Person": "person",
    "Membership": "person",
    "Group": "group",
    "UnspecifiedAgent": "group",
    "OrganizationalUnit": "body",
    "GovernmentBody": "body",
    "GovernmentOrganization": "body",
    "InternationalOrganization": "organization",
    "OrganizationalCollaboration": "organization",
    "Organization": "organization",
    "FormalOrganization": "organization",
    "Place": "place",
    "Feature": "place",
    "Event": "event",
    "CreativeWork": "document",
    "NewsArticle": "document",
    "Report": "document",
    "Plan": "document",
    "PolicyArea": "area",
    "Principle": "area",
    "Initiative": "area",
    "Concept": "condition",
    "QuantitativeValue": "figure",
    "Literal": "figure",
}
"""Name of a class → kind; a class that is not here is drawn as the nearest wider class that is."""

STROKES: Final = {
    "asserted": Stroke("#262626", (), 0.9, "arrow"),
    "denied": Stroke("#c04a00", (5.0, 2.6), 1.2, "bar"),
    "alleged": Stroke("#a3457b", (1.0, 1.9), 1.5, "hollow"),
    "planned": Stroke("#0072b2", (6.5, 2.0, 1.2, 2.0), 1.0, "arrow"),
    "predicted": Stroke("#00805d", (8.0, 1.8, 1.2, 1.8, 1.2, 1.8), 1.0, "open"),
}
"""Modality → stroke."""
