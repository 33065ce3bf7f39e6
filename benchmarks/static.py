"""The least that a Python server does: the same bytes and headers for every request."""

import json
import os
from pathlib import Path
from typing import Final

from starlette.types import Receive, Scope, Send

_REPLY: Final = json.loads(Path(os.environ["STATIC_REPLY"]).read_text(encoding="utf-8"))
_START: Final = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(name.encode(), value.encode()) for name, value in _REPLY["headers"]],
}
_BODY: Final = {"type": "http.response.body", "body": _REPLY["body"].encode()}


async def app(scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer a request."""
    if scope["type"] == "http":
        await send(_START)
        await send(_BODY)
