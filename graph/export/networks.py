"""Networks of claims as bytes, for Gephi, Cytoscape, yEd and Mermaid."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from graph.errors import UsageError
from graph.export.rdfxml import NOT_XML

if TYPE_CHECKING:
    from graph.analysis.network import ClaimGraph

_ARROWS: Final = {"asserted": "-->", "denied": "--x"}
"""Modality → arrow of Mermaid; the others are dotted."""

_ESCAPED: Final = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\n": "<br/>"}
)


def graphml(graph: "ClaimGraph") -> bytes:
    """Return a network as GraphML.

    Raises:
        UsageError: a label has a character that XML does not allow.
    """
    import networkx as nx

    _check(graph)
    stream = BytesIO()
    # The plain writer: write_graphml takes another one where lxml happens to be installed.
    nx.write_graphml_xml(graph, stream, prettyprint=True)
    return stream.getvalue() + b"\n"


def gexf(graph: "ClaimGraph") -> bytes:
    """Return a network as GEXF, without the date that networkx adds.

    Raises:
        UsageError: a label has a character that XML does not allow.
    """
    import networkx as nx

    _check(graph)
    stream = BytesIO()
    nx.write_gexf(graph, stream, prettyprint=True)
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", stream.getvalue(), count=1) + b"\n"


def cytoscape(graph: "ClaimGraph") -> bytes:
    """Return a network as the JSON of Cytoscape and Cytoscape.js."""
    import networkx as nx

    data = nx.cytoscape_data(graph, name="label")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def mermaid(graph: "ClaimGraph") -> bytes:
    """Return a network as a Mermaid flowchart; what is not asserted says so on its arrow."""
    names = {node: f"n{index}" for index, node in enumerate(graph)}
    lines = ["flowchart LR"]
    lines += [f'    {names[node]}["{_escape(graph.nodes[node]["label"])}"]' for node in graph]
    for start, end, data in graph.edges(data=True):
        modality = data["modality"]
        label = data["label"] if modality == "asserted" else f"{modality}: {data['label']}"
        arrow = _ARROWS.get(modality, "-.->")
        lines.append(f'    {names[start]} {arrow}|"{_escape(label)}"| {names[end]}')
    return ("\n".join(lines) + "\n").encode()


def _escape(label: str) -> str:
    """Return a label as it can stand between the quotes of Mermaid."""
    return label.translate(_ESCAPED)


def _check(graph: "ClaimGraph") -> None:
    """Refuse a network whose labels XML cannot hold."""
    for _, data in graph.nodes(data=True):
        label = str(data["label"])
        if NOT_XML.search(label):
            raise UsageError(
                f"XML cannot hold the label {label!r}.", "Use Cytoscape JSON or Mermaid."
            )


WRITERS: Final[dict[str, Callable[["ClaimGraph"], bytes]]] = {
    "graphml": graphml,
    "gexf": gexf,
    "cytoscape": cytoscape,
    "mermaid": mermaid,
}
"""Name of a format → what writes a network in it."""
