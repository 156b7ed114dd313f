"""Tables of a deployment that people write: TOML files, checked before anything is done by them."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from shared.runtime.complaints import complaint
from shared.runtime.errors import Misconfigured

T = TypeVar("T", bound=BaseModel)


def read_table(kind: type[T], path: Path, what: str) -> T:
    """The table in a file; numbers with a point are read exactly. Raises Misconfigured, which names what is wrong."""
    try:
        return kind.model_validate(tomllib.loads(path.read_text("utf-8"), parse_float=Decimal))
    except OSError as error:
        raise Misconfigured(f"{what} {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{what} {path} is no TOML: {error}") from error
    except ValidationError as error:
        wrong = "; ".join(f"{_place(each['loc'])}{complaint(each)}" for each in error.errors())
        raise Misconfigured(f"correct {what} {path}: {wrong}") from error


def _place(loc: tuple[int | str, ...]) -> str:
    """Where in the file: ``model, number 3, rank: `` counts from one, as people do; nothing for the whole of it."""
    words = [f"number {each + 1}" if isinstance(each, int) else each for each in loc]
    return f"{', '.join(words)}: " if words else ""
