"""Which providers and models there are, and what each of them can do: data."""

from shared.providers.catalogue.spec import Capability, Limits, ModelSpec, ProviderSpec

__all__ = ["Capability", "Limits", "ModelSpec", "ProviderSpec"]
