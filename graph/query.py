"""Canned queries: giving a query its values, and running it.

``graph.catalogue`` reads them from files; ``graph.parameters`` has the rules of their parameters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.errors import ParameterError
from graph.parameters import Parameter
from graph.results import QueryResult
from graph.sparql import insert_values
from graph.store import Store


@dataclass(frozen=True)
class CannedQuery:
    """A query of the catalogue.

    Args:
        name: The name of its file, without ``.rq``.
        summary: The question that it answers, in one line.
        description: What a solution is and how to use the parameters; may be empty.
        tags: Words to group queries by.
        parameters: In the order in which the query first uses them.
        text: The whole file; the header is a comment in SPARQL.
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def usage(self) -> str:
        """Return the parameters and their types in words."""
        if not self.parameters:
            return "It has no parameters."
        described = [
            f"{p.name} ({p.type_name}{'' if p.required else ', optional'})" for p in self.parameters
        ]
        return f"Its parameters: {', '.join(described)}."

    def bind(self, values: Mapping[str, str], resolve: Callable[[str], str]) -> str:
        """Return the SPARQL text with the values of the parameters in VALUES blocks.

        Args:
            values: Name of a parameter → what the user wrote. An optional parameter that is left
                out, or empty, stays a free variable.
            resolve: Returns the IRI of the thing that a name stands for.

        Raises:
            ParameterError: a parameter is unknown, missing or not of its type.
            EntityError: ``resolve`` does not know a name.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        given = {name: value for name, value in values.items() if value or name not in known}
        unknown = [name for name in given if name not in known]
        if unknown:
            problem = f"The query {self.name} has no parameter {', '.join(unknown)}."
            raise ParameterError(problem, self.usage)
        missing = [name for name, p in known.items() if p.required and name not in given]
        if missing:
            problem = f"The query {self.name} needs a value for {', '.join(missing)}."
            raise ParameterError(problem, self.usage)
        return insert_values(
            self.text,
            {
                known[name].variable[1:]: known[name].term(value, resolve)
                for name, value in given.items()
            },
        )


def run(
    store: Store,
    canned: CannedQuery,
    values: Mapping[str, str],
    resolve: Callable[[str], str],
) -> QueryResult:
    """Return the result of a canned query with the given values.

    Args:
        store: What the query is asked of.
        canned: The query.
        values: Name of a parameter → what the user wrote.
        resolve: Returns the IRI of the thing that a name stands for.

    Raises:
        ParameterError: a parameter is unknown, missing or not of its type.
        EntityError: ``resolve`` does not know a name.
        EvaluationError: the engine gave up.
    """
    return store.query(canned.bind(values, resolve))
