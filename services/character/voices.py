"""Voices of providers, written ``provider/voice``: whoever is asked for by name. Pure."""

from shared.events.request import Language
from shared.providers.catalogue import Catalogue
from shared.runtime.errors import Permanent


def is_remote(wish: str) -> bool:
    return "/" in wish


def remote_voice(catalogue: Catalogue, language: Language, wish: str) -> str:
    """The wished voice, if the catalogue has it in the language; nobody else is ever given one that costs money.

    A model of which the catalogue knows no voices is believed to have every one. Raises Permanent with those there are.
    """
    provider, _, voice = wish.partition("/")
    there = []
    for model in catalogue.models("speech"):
        known = model.voices.get(language, {})
        if model.provider == provider and (voice in known or not model.voices):
            return wish
        there += [f"{model.provider}/{each}" for each in known]
    names = ", ".join(dict.fromkeys(there)) or "none"
    raise Permanent(f"no provider of the catalogue has the voice '{wish}' in {language}: there are {names}")
