"""How a program asks a canned query: the same request in Python, curl and R."""

import json
import shlex
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

ORIGIN: Final = "http://127.0.0.1:8000"
"""Where `comity serve` answers; a page has the address that it was read from in its place."""

_PYTHON: Final = """\
import httpx

answer = httpx.get(
    "{address}",
    params={values},
    headers={{"Accept": "{media_type}"}},
)
answer.raise_for_status()
{use}
"""
_PYTHON_USE: Final = {
    "solutions": """\
for solution in answer.json()["results"]["bindings"]:
    print({name: term["value"] for name, term in solution.items()})""",
    "boolean": 'print(answer.json()["boolean"])',
    "graph": "print(answer.text)",
}
_CURL: Final = "curl --fail --silent --show-error --get {address} \\\n  {parts}\n"
_R: Final = {
    "solutions": "answers <- read.csv({address})\nprint(answers)\n",
    "boolean": 'answer <- jsonlite::fromJSON({address})\nprint(answer[["boolean"]])\n',
    "graph": 'cat(readLines({address}), sep = "\\n")\n',
}
_MEDIA_TYPES: Final = {
    "solutions": "application/sparql-results+json",
    "boolean": "application/sparql-results+json",
    "graph": "text/turtle",
}
_FORMATS: Final = {"solutions": "csv", "boolean": "json", "graph": "turtle"}


def snippets(name: str, values: Mapping[str, str], kind: str) -> dict[str, str]:
    r"""Return language → program that asks a canned query and prints the answers.

    Args:
        name: Of the query.
        values: Name of a parameter → its value.
        kind: What the query answers with: solutions, boolean or graph.

    >>> print(snippets("about", {"thing": "Port 'A'"}, "solutions")["curl"])
    curl --fail --silent --show-error --get http://127.0.0.1:8000/queries/about \
      --data-urlencode 'thing=Port '"'"'A'"'"'' \
      --data-urlencode format=csv
    <BLANKLINE>
    """
    address = f"{ORIGIN}/queries/{name}"
    in_address = {**values, "format": _FORMATS[kind]}
    whole = f"{address}?{urlencode(in_address, quote_via=quote)}"
    parts = [
        f"--data-urlencode {shlex.quote(f'{key}={value}')}" for key, value in in_address.items()
    ]
    return {
        "Python": _PYTHON.format(
            address=address, values=values, media_type=_MEDIA_TYPES[kind], use=_PYTHON_USE[kind]
        ),
        "curl": _CURL.format(address=address, parts=" \\\n  ".join(parts)),
        "R": _R[kind].format(address=json.dumps(whole)),
    }
