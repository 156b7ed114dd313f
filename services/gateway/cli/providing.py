"""The providers of the catalogue: who is in use, whether there is a key here, and whether they answer."""

import asyncio
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import BaseModel

from services.gateway.cli.exits import Exit, Failed
from services.gateway.words import providers as say
from shared.providers.catalogue import SHIPPED, Catalogue, ProviderSpec
from shared.providers.in_use import InUse
from shared.providers.remote.keys import KeyRing, Keys
from shared.providers.remote.wire import Wire
from shared.providers.settings import RemoteSettings
from shared.runtime.errors import Misconfigured, WorkError

Key = Literal["there", "unfit", "missing", "not needed"]

_PATIENCE = 5.0
"""Seconds until a provider counts as one that does not answer."""


@dataclass(frozen=True)
class Provider:
    """One provider. ``place`` is its rank among those in use, from 1, or None; ``answers`` is None if nobody asked.

    ``why`` says what is wrong, and never holds a key.
    """

    name: str
    place: int | None
    base_url: str
    models: int
    key: Key
    answers: bool | None
    why: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class _Models(BaseModel):
    """What any provider says of its models: all that matters here is that it answers."""

    data: list[Any]


def catalogue_of(settings: RemoteSettings) -> Catalogue:
    """The deployment's catalogue. Raises Misconfigured, which names what is wrong in the file."""
    return Catalogue.read(settings.catalogue or SHIPPED)


async def look_at(settings: RemoteSettings, used: InUse, environment: Mapping[str, str]) -> list[Provider]:
    """All providers that there are: those in use first, in their order. Each that has a key is asked, at once."""
    catalogue, keys = catalogue_of(settings), KeyRing(settings.keys, environment)
    strangers = [_stranger(name, used) for name in used.providers if name not in catalogue.providers]
    found = await asyncio.gather(*(_look(each, catalogue, used, keys, settings) for each in catalogue.provider))
    return sorted([*found, *strangers], key=lambda each: (each.place is None, each.place or 0))


async def wrong_with(settings: RemoteSettings, used: InUse, environment: Mapping[str, str]) -> list[str]:
    """What keeps those in use from being asked, as far as this machine can tell: a line each."""
    try:
        found = await look_at(settings, used, environment)
    except Misconfigured as error:
        return [str(error)]
    return [say.WRONG(name=each.name, why=each.why) for each in found if each.place and each.why]


async def _look(
    spec: ProviderSpec, catalogue: Catalogue, used: InUse, keys: KeyRing, settings: RemoteSettings
) -> Provider:
    key: Key = "unfit" if keys.is_there(spec) else "missing"
    answers, why = None, ""
    try:
        key = "there" if keys.current(spec) else "not needed"
        answers, why = False, await _asked(spec, keys, settings.allow_loopback)
        answers = not why
    except Misconfigured as error:
        why = str(error)
    models = sum(model.provider == spec.name for model in catalogue.model)
    return Provider(spec.name, _place(spec.name, used), spec.base_url, models, key, answers, why)


async def _asked(spec: ProviderSpec, keys: Keys, allow_loopback: bool) -> str:
    """Why the provider does not do what we ask, or nothing. Costs nothing: it is asked for its models."""
    async with Wire(spec, keys, allow_loopback=allow_loopback) as wire:
        try:
            async with asyncio.timeout(_PATIENCE):
                await wire.call("GET", "models", _Models)
        except TimeoutError:
            return say.SILENT(seconds=_PATIENCE)
        except WorkError as error:
            return str(error)
    return ""


def _stranger(name: str, used: InUse) -> Provider:
    return Provider(name, _place(name, used), "", 0, "missing", None, say.NOT_THERE())


def _place(name: str, used: InUse) -> int | None:
    return used.providers.index(name) + 1 if name in used.providers else None


# --- what a person wants changed


def put_in(used: InUse, names: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Those named first, then those in use. Raises Failed for one that the catalogue does not have."""
    for name in names:
        if name not in catalogue.providers:
            raise Failed(Exit.REFUSED, _unknown(name, catalogue.providers))
    return tuple(dict.fromkeys([*names, *used.providers]))


def take_out(used: InUse, names: Sequence[str]) -> tuple[str, ...]:
    """Those in use without the named ones. Raises Failed for one that is not in use."""
    for name in names:
        if name not in used.providers:
            raise Failed(Exit.REFUSED, say.NOT_IN_USE(name=name))
    return tuple(each for each in used.providers if each not in names)


def go_back(used: InUse) -> tuple[str, ...]:
    """What was in use before the last change. Raises Failed if there was none."""
    if used.at is None:
        raise Failed(Exit.REFUSED, say.NOTHING_BEFORE())
    return used.replaces


def _unknown(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return say.MEANT(name=name, near=near[0]) if near else say.UNKNOWN(name=name, names=", ".join(known))
