"""Which providers and models there are, what each of them can do and what it would cost: data, and rules over it."""

from shared.providers.catalogue.able import asked_aspect, asked_resolution, asked_seconds, why_not
from shared.providers.catalogue.catalogue import SHIPPED, Catalogue
from shared.providers.catalogue.quotes import Prompt, quote, spoken_seconds, tokens
from shared.providers.catalogue.spec import Capability, Limits, ModelSpec, Name, ProviderSpec

__all__ = [
    "SHIPPED",
    "Capability",
    "Catalogue",
    "Limits",
    "ModelSpec",
    "Name",
    "Prompt",
    "ProviderSpec",
    "asked_aspect",
    "asked_resolution",
    "asked_seconds",
    "quote",
    "spoken_seconds",
    "tokens",
    "why_not",
]
