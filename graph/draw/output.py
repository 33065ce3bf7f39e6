"""Figures as bytes: PNG, SVG with tool tips, and one HTML page that needs nothing else.

None has a date or a random identifier in it.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from graph.draw.scene import Link, Scene
from graph.draw.style import KINDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from graph.analysis.network import ClaimGraph

DPI: Final = 200

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_PAGE: Final = Path(__file__).with_name("page.html")


def png(figure: "Figure") -> bytes:
    """Return a figure as PNG."""
    return _saved(figure, "png", {"Software": None})


def svg(figure: "Figure", scene: Scene, graph: "ClaimGraph", title: str) -> bytes:
    """Return a figure as SVG: its text is text, and things and lines tell more when pointed at.

    Args:
        figure: The figure.
        scene: What it shows.
        graph: The network that the scene was made from.
        title: What the picture is called.
    """
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    # What is parsed comes from matplotlib, not from a user.
    root = ET.fromstring(_saved(figure, "svg", {"Date": None, "Creator": None}))  # noqa: S314
    tips = {
        f"node-{index}": f"{box.label} ({KINDS[box.kind].words})"
        for index, box in enumerate(scene.boxes)
    }
    tips |= {f"edge-{index}": _told(graph, scene, link) for index, link in enumerate(scene.links)}
    for group in root.iter(f"{{{_SVG}}}g"):
        owner = str(group.get("id")).partition("-part-")[0]
        if owner in tips:
            tip = ET.Element(f"{{{_SVG}}}title")
            tip.text = tips[owner]
            group.insert(0, tip)
    heading = ET.Element(f"{{{_SVG}}}title")
    heading.text = title
    root.insert(0, heading)
    root.set("role", "img")
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def html(drawing: bytes, scene: Scene, graph: "ClaimGraph", title: str, caption: str) -> bytes:
    """Return a page with an SVG to move and point at, and a table of its claims.

    Args:
        drawing: The SVG.
        scene: What it shows.
        graph: The network that the scene was made from.
        title: What the picture is called.
        caption: What it shows, in words.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(_PAGE.read_text(encoding="utf-8"))
    _, _, picture = drawing.decode().partition("?>")
    claims = list(_rows(scene, graph))
    text = template.render(title=title, caption=caption, picture=picture, claims=claims)
    return text.encode()


def _saved(figure: "Figure", suffix: str, metadata: dict[str, None]) -> bytes:
    """Return the bytes that matplotlib writes for a figure."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(figure)
    stream = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "comity", "svg.fonttype": "none"}):
        figure.savefig(stream, format=suffix, dpi=DPI, metadata=metadata, facecolor="white")
    return stream.getvalue()


def _claims(graph: "ClaimGraph", scene: Scene, link: Link) -> list[dict[str, str]]:
    """Return what a link's claims say, each with the labels of its subject and object."""
    start, end = scene.boxes[link.start], scene.boxes[link.end]
    return [
        {**graph.edges[start.iri, end.iri, claim], "subject": start.label, "object": end.label}
        for claim in link.claims
    ]


def _told(graph: "ClaimGraph", scene: Scene, link: Link) -> str:
    """Return what a link tells when it is pointed at, a line for each claim."""
    return "\n".join(
        f"{claim['subject']} / {claim['label']} / {claim['object']} ({claim['modality']}): "
        f"{claim['comment']} {claim['place']}".rstrip()
        for claim in _claims(graph, scene, link)
    )


def _rows(scene: Scene, graph: "ClaimGraph") -> Iterator[dict[str, str | int]]:
    """Yield the rows of the table of claims."""
    for index, link in enumerate(scene.links):
        for claim in _claims(graph, scene, link):
            yield {
                "edge": index,
                "start": link.start,
                "end": link.end,
                "relation": claim["label"],
                **claim,
            }
