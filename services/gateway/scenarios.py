"""A scenario file becomes a scenario, or an answer that says what is wrong with it and how to mend it."""

import difflib
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from infra.simulator import Scenario
from services.gateway.problems import Problem, shown
from services.gateway.requests import BadRequest
from services.gateway.source import Path_, Source, Unreadable, read_source
from services.gateway.terminal import visible
from services.gateway.words import refusals as say
from services.gateway.words import simulator as told


def read_scenario(path: Path) -> Scenario:
    """Read a scenario, YAML or JSON. Raises BadRequest with every problem that was found."""
    try:
        source = read_source(path)
    except Unreadable as error:
        problem = Problem(error.where, error.reason, error.mend, error.line)
        raise BadRequest(str(path), [problem], told.REFUSED) from error
    if not isinstance(source.value, dict):
        raise BadRequest(str(path), [Problem("", told.NO_FIELDS(), told.A_SCENARIO(), 1)], told.REFUSED)
    try:
        return Scenario.model_validate(source.value)
    except ValidationError as error:
        found = [_problem(detail, source) for detail in error.errors(include_url=False)]
        raise BadRequest(str(path), sorted(found, key=lambda each: each.line or 0), told.REFUSED) from error


def _problem(detail: ErrorDetails, source: Source) -> Problem:
    path = tuple(detail["loc"])
    reason, mend = _words(detail, path)
    return Problem(visible(".".join(map(str, path))), reason, mend, source.line(path))


def _words(detail: ErrorDetails, path: Path_) -> tuple[str, str]:
    kind, facts = detail["type"], detail.get("ctx", {})
    if kind in told.OURS:
        why, how = told.OURS[kind]
        return why(**facts), how(**facts)
    match kind:
        case "extra_forbidden":
            return say.NO_FIELD(), _did_you_mean(str(path[-1]), list(_part(path[:-1]).model_fields))
        case "missing":
            return say.IS_MISSING(), say.ADD(field=path[-1])
        case "literal_error":
            return say.NOT_ALLOWED(value=shown(detail["input"])), say.ALLOWED(values=facts["expected"])
        case "model_type" | "model_attributes_type":
            names = ", ".join(_part(path).model_fields)
            return say.NOT_ALLOWED(value=shown(detail["input"])), say.FIELDS(names=names)
    shape = told.SHAPES.get(kind)
    return say.NOT_ALLOWED(value=shown(detail["input"])), shape(**facts) if shape else detail["msg"]


def _part(path: Path_) -> type[BaseModel]:
    """The model that stands at the path."""
    here: Any = Scenario
    for word in path:
        here = get_args(here)[0] if isinstance(word, int) else here.model_fields[word].annotation
    found: type[BaseModel] = here
    return found


def _did_you_mean(word: str, names: list[str]) -> str:
    near = difflib.get_close_matches(word, names, 1)
    return say.MEANT(near=near[0]) if near else say.THERE_ARE(names=", ".join(names))
