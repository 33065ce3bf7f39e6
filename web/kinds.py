"""The kinds of problem that a response can report, and which error is of which kind."""

from dataclasses import dataclass
from typing import Final

from graph import errors


@dataclass(frozen=True)
class Kind:
    """A kind of problem; its page says what it means.

    Args:
        name: Last step of the ``type``.
        status: HTTP status.
        title: The problem in a few words, the same each time.
        explanation: What it means and what to do, the same each time.
    """

    name: str
    status: int
    title: str
    explanation: str

    @property
    def type(self) -> str:
        """Return the ``type`` member: a reference that this server resolves."""
        return f"/problems/{self.name}"


BAD_REQUEST: Final = Kind(
    "bad-request",
    400,
    "The request is malformed",
    "A part of the request is missing, given twice, or cannot be read.",
)
INVALID_PARAMETER: Final = Kind(
    "invalid-parameter",
    400,
    "A parameter is wrong",
    "A canned query takes the parameters that its page lists, each once and of the type shown.",
)
UNKNOWN_ENTITY: Final = Kind(
    "unknown-entity",
    400,
    "A name is unknown or ambiguous",
    "Name a thing by its IRI, its slug, or a label or alias that only it has. "
    "The member `near` lists the nearest names.",
)
QUERY_SYNTAX: Final = Kind(
    "query-syntax",
    400,
    "The query is not SPARQL 1.1",
    "The members `line` and `column`, counted from 1, say where the parser stopped.",
)
REFUSED: Final = Kind(
    "refused",
    403,
    "The request is refused",
    "A write, or a look at drafts, needs the token of this server, in the header "
    "`Authorization: Bearer`. "
    "Nobody can make this server read from another server or from a file.",
)
NOT_FOUND: Final = Kind(
    "not-found",
    404,
    "Not found",
    "Nothing has this address. The page /docs lists the addresses that there are.",
)
METHOD_NOT_ALLOWED: Final = Kind(
    "method-not-allowed",
    405,
    "The method is not allowed here",
    "The header `Allow` lists the methods that this address takes.",
)
NOT_ACCEPTABLE: Final = Kind(
    "not-acceptable",
    406,
    "No form on offer is acceptable",
    "The request rules out every form that this address has. The member `offered` lists them.",
)
CONFLICT: Final = Kind(
    "conflict",
    409,
    "The store is not in a state for this update",
    "A graph that the update is about exists already, or does not exist. Nothing was written. "
    "With the word SILENT, an update says that this is no error.",
)
DECIDED: Final = Kind(
    "decided-otherwise",
    409,
    "Earlier decisions do not allow it",
    "Somebody decided on the claim or the thing before, or it is no longer as it was seen. Nothing "
    "was written. Read it again; a decision can be undone unless later ones rest on it.",
)
PRECONDITION: Final = Kind(
    "precondition-failed",
    412,
    "The data is not in the state that the request expects",
    "The header `If-Match` or `If-None-Match` names another state. Read the data again.",
)
TOO_LARGE: Final = Kind(
    "body-too-large",
    413,
    "The body is too large",
    "The members `setting` and `limit` name the setting of the server and its value, in bytes.",
)
MEDIA_TYPE: Final = Kind(
    "unsupported-media-type",
    415,
    "The body has a type that is not read here",
    "An operation is sent as application/x-www-form-urlencoded, application/sparql-query or "
    "application/sparql-update; a graph as Turtle, N-Triples, RDF/XML or JSON-LD; decisions as "
    "application/json; all in UTF-8.",
)
RESULT_LIMIT: Final = Kind(
    "result-too-large",
    400,
    "The result is too large",
    "The members `setting` and `limit` say how many rows or bytes a result may have. "
    "Nothing of it is sent: ask for a part at a time.",
)
OVERLOAD: Final = Kind(
    "too-many-queries",
    429,
    "Too many requests wait",
    "The header `Retry-After` says in how many seconds to try again.",
)
INVALID_REQUEST: Final = Kind(
    "invalid-request",
    422,
    "A part of the request has the wrong type",
    "The member `parameters` names each part and says what is wrong with it.",
)
INVALID_DATA: Final = Kind(
    "invalid-data",
    422,
    "The data would not conform",
    "Nothing was written. The member `findings` says what is wrong with which node; a request "
    "that accepts RDF before JSON gets the same as a SHACL validation report.",
)
INTERNAL: Final = Kind(
    "internal-error",
    500,
    "The server failed",
    "The fault is the server's. Its log has the details.",
)
EVALUATION: Final = Kind(
    "evaluation-failed",
    500,
    "The query could not be evaluated",
    "The query is well-formed, and the engine gave up on it. A simpler query may succeed.",
)
TIME_LIMIT: Final = Kind(
    "time-limit",
    503,
    "The query took too long",
    "The members `setting` and `limit` say how many seconds a query may take. "
    "A simpler query may succeed.",
)
WORKER_LOST: Final = Kind(
    "worker-lost",
    503,
    "The process that evaluated the query was lost",
    "It may have run out of the memory that a query may use. A query that asks for less at a time "
    "may succeed.",
)
NOT_READY: Final = Kind(
    "not-ready",
    503,
    "There is no store to read",
    "Nothing has been built at the place that this server reads. "
    "Run `comity build`; no restart is needed.",
)
STORE: Final = Kind(
    "store-unavailable",
    503,
    "The store is not available",
    "The store cannot be read or is being written to. Try again later.",
)

KINDS: Final = {
    kind.name: kind
    for kind in (
        BAD_REQUEST,
        INVALID_PARAMETER,
        UNKNOWN_ENTITY,
        QUERY_SYNTAX,
        REFUSED,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE,
        CONFLICT,
        DECIDED,
        PRECONDITION,
        TOO_LARGE,
        MEDIA_TYPE,
        RESULT_LIMIT,
        OVERLOAD,
        INVALID_REQUEST,
        INVALID_DATA,
        INTERNAL,
        EVALUATION,
        TIME_LIMIT,
        WORKER_LOST,
        NOT_READY,
        STORE,
    )
}
"""Name → kind of problem."""

KIND_OF: Final[dict[type[BaseException], Kind]] = {
    errors.ComityError: INTERNAL,
    errors.DataError: INTERNAL,
    errors.InvalidDataError: INVALID_DATA,
    errors.UsageError: BAD_REQUEST,
    errors.EntityError: UNKNOWN_ENTITY,
    errors.ParameterError: INVALID_PARAMETER,
    errors.UnknownQueryError: NOT_FOUND,
    errors.NotFoundError: NOT_FOUND,
    errors.ForbiddenError: REFUSED,
    errors.DecisionError: DECIDED,
    errors.QuerySyntaxError: QUERY_SYNTAX,
    errors.StoreError: STORE,
    errors.StoreNotFoundError: NOT_READY,
    errors.EvaluationError: EVALUATION,
    errors.TimeLimitError: TIME_LIMIT,
    errors.ResultLimitError: RESULT_LIMIT,
    errors.OverloadError: OVERLOAD,
    errors.WorkerLostError: WORKER_LOST,
}
"""Error → kind of problem; an error that is not listed is of the kind of its base class."""

KIND_OF_STATUS: Final = {404: NOT_FOUND, 405: METHOD_NOT_ALLOWED, 422: INVALID_REQUEST}


def kind_of(error: errors.ComityError) -> Kind:
    """Return the kind of problem that an error makes.

    >>> kind_of(errors.UnknownQueryError("no query is called so", [])).status
    404
    """
    return next(KIND_OF[base] for base in type(error).__mro__ if base in KIND_OF)
