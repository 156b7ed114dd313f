"""The showrunner: a version of an episode that is to be made, and what its master has to be."""

from typing import Literal

from pydantic import Field

from shared.artifacts.records.base import Record
from shared.events import DramaId, EpisodeId, Key
from shared.events.request import Ability, Grade, Language, Maker


class Delivery(Record):
    """What a master has to be."""

    width: int = 1080
    height: int = 1920
    fps: int = 24
    loudness: float = -16.0
    true_peak: float = -1.0


class Cut(Record):
    """One version of an episode that is to be made, ``showrunner/cuts/<episode>/<cut>.json``. Its hash names it.

    The animatic is the offline studio's; of the final track ``quality`` says how good it shall be, and ``providers``
    whom the request prefers for each capability, in order.
    """

    drama: DramaId
    episode: EpisodeId
    number: int
    plan: Key
    cast: Key
    track: Literal["animatic", "final"] = "animatic"
    language: Language
    style: str
    quality: Grade = "animatic"
    providers: dict[Ability, tuple[Maker, ...]] = Field(default_factory=dict)
    delivery: Delivery = Delivery()
    recipes: dict[str, int] = Field(default_factory=dict)
