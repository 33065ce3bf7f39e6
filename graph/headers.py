"""Headers of SPARQL files: YAML in the comment lines that begin with ``#+``, as grlc reads it."""

from pathlib import Path

from graph.errors import NotFoundError, ParseError

_MARK = "#+"
_HINT = "Write one `#+ name: value` a line; put a value that holds a colon into quotes."


def read_header(path: Path) -> tuple[dict[str, object], str]:
    """Return the header of a SPARQL file and the whole text of the file.

    The header is made of the lines at the top of the file that begin with ``#+``; a file
    without such lines has an empty header.

    Args:
        path: A file of SPARQL, in UTF-8.

    Raises:
        NotFoundError: there is no such file.
        ParseError: the file is not UTF-8, or its header is not a YAML mapping.
    """
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ParseError(path, line, "this is not UTF-8", "Save the file as UTF-8.") from error
    except OSError as error:
        raise NotFoundError(f"The query file {path} cannot be read: {error.strerror}.") from error
    try:
        header = yaml.safe_load(_header_of(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = f"the header is not YAML: {error.problem or error.context}"
        raise ParseError(path, mark.line + 1 if mark else 1, reason, _HINT) from error
    except yaml.YAMLError as error:  # a character that YAML does not allow
        raise ParseError(path, 1, f"the header is not YAML: {error}", _HINT) from error
    if header is None:
        return {}, text
    if not isinstance(header, dict) or not all(isinstance(key, str) for key in header):
        raise ParseError(path, 1, "the header is not a mapping of names to values", _HINT)
    return header, text


def _header_of(text: str) -> str:
    """Return the YAML of a header; line n of it is line n of the file."""
    lines = []
    for line in text.split("\n"):
        if not line.startswith(_MARK):
            break
        lines.append(line.removeprefix(_MARK).removeprefix(" "))
    return "\n".join(lines)
