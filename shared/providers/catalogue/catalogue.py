"""The catalogue of a deployment: every provider and model, read from a file."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.providers.catalogue.spec import Capability, ModelSpec, ProviderSpec
from shared.runtime.errors import Misconfigured
from shared.runtime.tables import read_table

SHIPPED = Path(__file__).with_name("catalogue.toml")


class Catalogue(BaseModel):
    """What could be bought, whoever is in use. Reading one calls nobody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: tuple[ProviderSpec, ...] = Field(default=())
    model: tuple[ModelSpec, ...] = Field(default=())

    @classmethod
    def read(cls, path: Path = SHIPPED) -> Self:
        """The catalogue in a file. Raises Misconfigured, which names what is wrong in it."""
        return read_table(cls, path, "the catalogue")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if twice := _twice([each.name for each in self.provider]):
            raise ValueError(f"the provider {twice[0]} is there twice")
        if twice := _twice([f"{each.provider} {each.name} for {each.capability}" for each in self.model]):
            raise ValueError(f"the model {twice[0]} is there twice")
        if strays := [each for each in self.model if each.provider not in self.providers]:
            raise ValueError(f"the model {strays[0].name} is run by {strays[0].provider}, which is no provider here")
        return self

    @property
    def providers(self) -> tuple[str, ...]:
        """The names of all providers, in the file's order."""
        return tuple(each.name for each in self.provider)

    def provider_of(self, name: str) -> ProviderSpec:
        """The provider of that name. Raises Misconfigured."""
        for each in self.provider:
            if each.name == name:
                return each
        raise Misconfigured(f"the catalogue has no provider {name}; it has {', '.join(self.providers) or 'none'}")

    def models(self, capability: Capability) -> tuple[ModelSpec, ...]:
        """All models of a capability, in the file's order."""
        return tuple(each for each in self.model if each.capability == capability)

    def of(self, provider: str, model: str, capability: Capability | None = None) -> ModelSpec:
        """The model of a provider; with ``capability`` where one name stands for two. Raises Misconfigured."""
        for each in self.model:
            if (each.provider, each.name) == (provider, model) and capability in (None, each.capability):
                return each
        raise Misconfigured(f"the catalogue has no model {model} of {provider}: add it to the file again")

    def among(self, providers: Collection[str]) -> Self:
        """What of it these providers run, in their order; who is not in it is none of them."""
        return self.model_copy(
            update={
                "provider": tuple(self.provider_of(name) for name in providers if name in self.providers),
                "model": tuple(each for each in self.model if each.provider in providers),
            }
        )

    def only(self, spec: ModelSpec) -> Self:
        """The same providers with that one model."""
        return self.model_copy(update={"model": (spec,)})


def _twice(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
