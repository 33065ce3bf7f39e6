"""The two formats that are JSON: tasks of Label Studio, and lines of doccano.

Both keep what they do not know beside the text; the remarks go there, by place.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from graph.extraction.document import Document
from graph.extraction.interchange.annotations import LABELS, Annotations, Link, Remark, Span
from graph.extraction.interchange.checks import Checks
from graph.extraction.proposals import Modality, Relation

_KEPT: Final = "comity"
"""Where the remarks are kept in a record."""

_Remarks: TypeAlias = Mapping[str, list[Remark]]

LABEL_STUDIO_CONFIGURATION: Final = "\n".join(
    [
        "<View>",
        "  <Relations>",
        *(f'    <Relation value="{name}"/>' for name in (*Relation, *Modality)),
        "  </Relations>",
        '  <Labels name="label" toName="text">',
        *(f'    <Label value="{label}"/>' for label in LABELS),
        "  </Labels>",
        '  <Text name="text" value="$text"/>',
        "</View>",
        "",
    ]
)
"""The labelling interface of a project in Label Studio that shows our labels."""


def write_label_studio(document: Document, annotations: Annotations) -> str:
    """Return annotations as a file of one task with one prediction.

    Args:
        document: The text.
        annotations: Its annotations.
    """
    ids = {span: f"span-{span.label}-{span.place}" for span in annotations.spans}
    result: list[dict[str, object]] = [
        {
            "id": span_id,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": span.start,
                "end": span.end,
                "text": document.text[span.start : span.end],
                "labels": [span.label],
            },
        }
        for span, span_id in ids.items()
    ]
    result += [
        {
            "type": "relation",
            "from_id": ids[link.source],
            "to_id": ids[link.target],
            "direction": "right",
            "labels": [link.relation, link.modality],
        }
        for link in annotations.links
    ]
    data = {"text": document.text, _KEPT: _remarks(annotations)}
    return _json([{"data": data, "predictions": [{"result": result}]}])


def write_doccano(document: Document, annotations: Annotations) -> str:
    """Return annotations as a line of JSON for a project of sequence labelling with relations.

    Args:
        document: The text.
        annotations: Its annotations.
    """
    ids = {span: number for number, span in enumerate(annotations.spans, start=1)}
    entities = [
        {"id": number, "label": span.label, "start_offset": span.start, "end_offset": span.end}
        for span, number in ids.items()
    ]
    relations = [
        {
            "id": number,
            "from_id": ids[link.source],
            "to_id": ids[link.target],
            "type": f"{link.relation}.{link.modality}",
        }
        for number, link in enumerate(annotations.links, start=1)
    ]
    record = {"text": document.text, "entities": entities, "relations": relations}
    return _json({**record, _KEPT: _remarks(annotations)})


def read_label_studio(document: Document, content: str, path: Path) -> Annotations:
    """Return the annotations in an export of Label Studio, or in a file written for it.

    Args:
        document: The text.
        content: Tasks; the one of this text is read, with the first annotation that was not
            cancelled, or else with the prediction.
        path: The file, for messages.

    Raises:
        ParseError: the file has another form, no task of this text, or does not fit the text.
    """
    checks = Checks(document, path)

    def read(tasks: Any) -> Annotations:  # noqa: ANN401 -- JSON
        task = next(one for one in tasks if one["data"]["text"] == document.text)
        done = _done(task)
        remarks = _taken(checks, task["data"].get(_KEPT))
        spans = {
            one["id"]: _span(checks, one["value"]["labels"][0], one["value"], remarks)
            for one in done
            if one["type"] == "labels"
        }
        links = [
            _link(checks, spans, one["from_id"], one["to_id"], one.get("labels", ()), remarks)
            for one in done
            if one["type"] == "relation"
        ]
        return Annotations(tuple(sorted(spans.values())), tuple(links))

    return _read(checks, lambda: read(json.loads(content)))


def read_doccano(document: Document, content: str, path: Path) -> Annotations:
    """Return the annotations in an export of doccano, or in a file written for it.

    Args:
        document: The text.
        content: Lines of JSON; the one of this text is read.
        path: The file, for messages.

    Raises:
        ParseError: the file has another form, no line of this text, or does not fit the text.
    """
    checks = Checks(document, path)

    def read(records: Iterator[Any]) -> Annotations:
        record = next(one for one in records if one["text"] == document.text)
        remarks = _taken(checks, record.get(_KEPT) or record.get("meta", {}).get(_KEPT))
        spans = {
            one["id"]: _span(
                checks,
                one["label"],
                {"start": one["start_offset"], "end": one["end_offset"]},
                remarks,
            )
            for one in record["entities"]
        }
        links = [
            _link(checks, spans, one["from_id"], one["to_id"], one["type"].split("."), remarks)
            for one in record.get("relations", ())
        ]
        return Annotations(tuple(sorted(spans.values())), tuple(links))

    lines = (line for line in content.split("\n") if line.strip())
    return _read(checks, lambda: read(map(json.loads, lines)))


def _read(checks: Checks, read: Callable[[], Annotations]) -> Annotations:
    """Return what is read, or tell that the file has another form."""
    try:
        return read()
    except StopIteration as error:
        reason = "nothing in it is of this text"
        raise checks.fault(reason, "Give the text that was annotated, unchanged.") from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        hint = "Export it as JSON with its spans and relations, and change nothing by hand."
        raise checks.fault("the file has another form", hint) from error


def _json(value: object) -> str:
    """Return a value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def _done(task: Mapping[str, Any]) -> list[Any]:
    """Return what is in the annotation of a task of Label Studio, or else in its prediction."""
    annotations = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    result: list[Any] = (annotations or task.get("predictions") or [{"result": []}])[0]["result"]
    return result


def _remarks(annotations: Annotations) -> _Remarks:
    """Return the remarks of annotations, by place."""
    remarks: defaultdict[str, list[Remark]] = defaultdict(list)
    for span in annotations.spans:
        remarks[f"{span.label} {span.place}"].append(span.remark)
    for link in annotations.links:
        remarks[link.place].append(link.remark)
    return remarks


def _taken(checks: Checks, kept: object) -> _Remarks:
    """Return the remarks that a record kept."""
    if not isinstance(kept, dict):
        return {}
    return {place: [checks.plain(one) for one in remarks] for place, remarks in kept.items()}


def _span(checks: Checks, label: str, value: Mapping[str, Any], remarks: _Remarks) -> Span:
    """Return a span with its remark."""
    start, end = int(value["start"]), int(value["end"])
    remark = (remarks.get(f"{label} {start}-{end}") or [{}])[0]
    return checks.span(label, start, end, remark, value.get("text"))


def _link(
    checks: Checks,
    spans: Mapping[Any, Span],
    source: object,
    target: object,
    labels: Sequence[str],
    remarks: _Remarks,
) -> Link:
    """Return a link with its remark; several of one place take theirs in their order."""
    found = [label for label in labels if label in list(Modality)]
    modality = Modality(found[0]) if found else Modality.ASSERTED
    names = [label for label in labels if label not in found]
    relation = checks.relation(names[0] if names else "")
    link = Link(spans[source], relation, spans[target], modality)
    kept = remarks.get(link.place)
    return Link(link.source, relation, link.target, modality, kept.pop(0) if kept else {})
