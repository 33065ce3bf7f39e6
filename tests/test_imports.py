"""What may import what: the arrows of the architecture, read from the sources with ast."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LEVELS = {
    "errors namespaces": 0,
    "settings terms headers resources": 1,
    "results result_limits sparql clauses updates rewriting": 2,
    "store": 3,
    "parameters query catalogue records label_index search provenance reference statistics": 4,
    "load validation_report checks locators validate rules derive": 4,
    "spool build publish analysis": 5,
    "export draw extraction": 6,
    "review": 7,
    "cli": 8,
}
"""Modules and subpackages of graph/ → their level. Nothing imports what is on a higher one."""

LEVEL = {f"graph.{name}": level for names, level in LEVELS.items() for name in names.split()}
LEVEL |= {"graph": -1, "web": 9, "server": 10}

ONLY_IN = {
    "pyshacl": ("graph.validate",),
    "spacy": ("graph.extraction",),
    "textual": ("graph.cli",),
    "networkx": ("graph.analysis", "graph.export", "graph.draw"),
    "matplotlib": ("graph.draw",),
    "fastapi": ("web", "server"),
    "httpx": ("graph.store.remote.server",),
    "typer": ("graph.cli",),
    "xlsxwriter": ("web.workbooks",),
}
"""Package → the only places that import it."""

HEAVY = {
    "spacy",
    "textual",
    "rdflib",
    "pyshacl",
    "networkx",
    "matplotlib",
    "pydantic",
    "pydantic_settings",
    "fastapi",
}
"""Packages that take long to import."""


def module_name(path: Path) -> str:
    """Return the name of the module in a file of the project."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {
    module_name(path): path.read_text(encoding="utf-8")
    for path in [*ROOT.glob("graph/**/*.py"), *ROOT.glob("web/**/*.py"), ROOT / "server.py"]
    if path.is_file()
}


def is_type_checking(node: ast.AST) -> bool:
    """Tell whether a node is ``if TYPE_CHECKING:``, whose body is never run."""
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def walk(node: ast.AST, *, run: bool) -> Iterator[ast.AST]:
    """Yield the nodes of a tree; with ``run``, those alone that are not for type checkers."""
    for child in ast.iter_child_nodes(node):
        if not (run and is_type_checking(child)):
            yield child
            yield from walk(child, run=run)


def imports(source: str, known: Mapping[str, object], *, run: bool = False) -> set[str]:
    """Return the modules that a source imports, wherever in it.

    Args:
        source: Python.
        known: The modules of the project: tells ``from package import module`` from a name.
        run: Leave out what is imported for type checkers alone.
    """
    found = set()
    for node in walk(ast.parse(source), run=run):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            for alias in node.names:
                below = f"{module}.{alias.name}"
                found.add(below if below in known else module)
    return found


def part_of(module: str) -> str:
    """Return the part of the project that has a level, of which a module is."""
    return ".".join(module.split(".")[: 2 if module.startswith("graph.") else 1])


def arrows_up(sources: Mapping[str, str]) -> list[str]:
    """Return the imports that point to a higher level."""
    return [
        f"{module} imports {target}"
        for module, source in sources.items()
        for target in sorted(imports(source, sources))
        if part_of(target) in LEVEL and LEVEL[part_of(target)] > LEVEL[part_of(module)]
    ]


def cycle(sources: Mapping[str, str]) -> list[str]:
    """Return the modules of an import cycle, or nothing."""
    graph = {
        module: sorted(imports(source, sources, run=True) & sources.keys() - {module})
        for module, source in sources.items()
    }
    done: set[str] = set()

    def follow(module: str, way: list[str]) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        for target in graph[module]:
            if found := follow(target, [*way, module]):
                return found
        done.add(module)
        return []

    return next((found for module in graph if (found := follow(module, []))), [])


@pytest.mark.parametrize("module", sorted(SOURCES))
def test_every_module_has_a_level(module: str) -> None:
    assert part_of(module) in LEVEL, "decide on its level, and write it into LEVELS"


def test_no_import_points_up() -> None:
    assert arrows_up(SOURCES) == []


def test_there_is_no_import_cycle() -> None:
    assert cycle(SOURCES) == []


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_package_stays_in_its_place(package: str) -> None:
    users = {
        module
        for module, source in SOURCES.items()
        if any(name.split(".")[0] == package for name in imports(source, SOURCES))
    }
    strangers = {module for module in users if not module.startswith(ONLY_IN[package])}
    assert strangers == set()


@pytest.mark.parametrize("module", ["graph.cli", "graph.build", "graph.query", "graph.search"])
def test_nothing_heavy_is_imported_at_the_start(module: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert HEAVY & set(loaded.stdout.split()) == set()


# That the readers above see what they are to see


@pytest.mark.parametrize(
    "source",
    [
        "import graph.build",
        "from graph import build",
        "from graph.build import Summary",
        "def f():\n    from graph.build import Summary",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from graph.build import Summary",
    ],
)
def test_an_arrow_that_points_up_is_seen(source: str) -> None:
    sources = {"graph.terms": source, "graph.build": "", "graph": ""}
    assert arrows_up(sources) == ["graph.terms imports graph.build"]


def test_web_and_server_are_above() -> None:
    sources = {"graph.cli": "import web.pages", "web.pages": "import server", "server": ""}
    assert len(arrows_up(sources)) == 2
    assert arrows_up({"server": "import web, graph.cli", "web.a": "import graph.cli"}) == []


def test_a_cycle_is_seen() -> None:
    sources = {"graph.a": "import graph.b", "graph.b": "import graph.c", "graph.c": ""}
    assert cycle(sources) == []
    sources["graph.c"] = "def f():\n    from graph.a import g"
    assert cycle(sources) == ["graph.a", "graph.b", "graph.c", "graph.a"]
