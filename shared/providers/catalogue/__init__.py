"""Which providers and models there are, and what each of them can do: data."""

from shared.providers.catalogue.spec import Capability, Limits, ModelSpec, Name, ProviderSpec

__all__ = ["Capability", "Limits", "ModelSpec", "Name", "ProviderSpec"]
