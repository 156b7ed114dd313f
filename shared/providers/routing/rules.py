"""Rules of routing, read from a file: the first that fits says what is wanted of a model."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from shared.providers.catalogue.spec import Capability
from shared.providers.routing.traits import Trait
from shared.runtime.tables import read_table

Quality = Literal["standard", "premium"]
SHIPPED_RULES = Path(__file__).with_name("rules.toml")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Strict):
    """What is wanted for work of these traits: ``models`` before all others, then ``strengths``, each in its order."""

    capability: Capability
    quality: tuple[Quality, ...] = ()
    traits: tuple[Trait, ...] = ()
    strengths: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    because: str = Field(min_length=1, max_length=200)

    def fits(self, capability: Capability, traits: Collection[Trait], quality: Quality) -> bool:
        """Whether it is about such work: all its traits are there, and no other quality is named."""
        return (
            self.capability == capability
            and (not self.quality or quality in self.quality)
            and all(trait in traits for trait in self.traits)
        )


class Rules(_Strict):
    """All rules, in their order."""

    rule: tuple[Rule, ...] = ()

    @classmethod
    def read(cls, path: Path = SHIPPED_RULES) -> Self:
        """The rules in a file. Raises Misconfigured, which names what is wrong in it."""
        return read_table(cls, path, "the table of rules")

    def rule_for(self, capability: Capability, traits: Collection[Trait], quality: Quality) -> Rule:
        """The first rule that fits; where none does, nothing is wanted but a good rank."""
        fitting = (rule for rule in self.rule if rule.fits(capability, traits, quality))
        return next(fitting, None) or Rule(capability=capability, because="the best rank")
