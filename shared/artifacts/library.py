"""What a stage reads before it can work on a part of a cut."""

from dataclasses import dataclass
from typing import Protocol

from shared.artifacts import keys
from shared.artifacts.media import read
from shared.artifacts.port import Artifacts, Lost
from shared.artifacts.records import Cast, Cut, Plan, Shot


class OfCut(Protocol):
    """Anything that names a cut."""

    @property
    def episode(self) -> str: ...

    @property
    def cut(self) -> str: ...


@dataclass(frozen=True)
class OpenCut:
    """A cut with its plan and its cast."""

    name: str
    cut: Cut
    plan: Plan
    cast: Cast

    def shot(self, shot_id: str) -> Shot:
        """The plan's shot behind a shot's id. Raises Lost if the cut has none."""
        try:
            return self.plan.shot(shot_id.rpartition(".")[2])
        except KeyError as missing:
            raise Lost(f"the cut {self.name[:12]} has no shot {shot_id}") from missing


async def open_cut(store: Artifacts, order: OfCut) -> OpenCut:
    """The cut that an order belongs to. Raises Lost if one of its records is missing."""
    cut = await read(store, keys.cut(order.episode, order.cut), Cut)
    plan = await read(store, cut.plan, Plan)
    cast = await read(store, cut.cast, Cast)
    return OpenCut(order.cut, cut, plan, cast)
