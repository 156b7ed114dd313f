"""The keys of the providers: out of a file or the environment, and never into a log, a message or a record."""

import asyncio
import re
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from pydantic import SecretStr

from shared.providers.catalogue.spec import ProviderSpec
from shared.runtime.errors import Misconfigured

REFUSED = 60.0
"""Seconds for which a key that was refused is not tried again, as long as there is no other."""

_SECRET = 6
"""Characters; a shorter key is no secret, but would be found in many words."""
_PASTED = re.compile(r"^(?:authorization\s*:\s*)?bearer(?:\s*:\s*|\s+)", re.IGNORECASE)
_SHORTEST = {"holysheep": 32, "openai": 1}


class Keys(Protocol):
    """Whoever knows the keys."""

    def current(self, provider: ProviderSpec) -> SecretStr | None:
        """The key of the provider, None if it needs none. Raises Misconfigured, which says how to mend it."""

    async def fresh(self, provider: ProviderSpec) -> SecretStr | None:
        """The key once more, from where it comes: the one we had was refused. It may be the same. Raises as above."""

    def source(self, provider: ProviderSpec) -> str:
        """Where a person has to look: the name of a file or a variable."""


class KeyRing:
    """Keys from a TOML file of ``provider = "key"``; of a provider that it does not name, from the environment.

    The variable is the one that the catalogue names. The file is read again whenever a key is refused.
    """

    def __init__(self, file: Path | None, environment: Mapping[str, str]) -> None:
        self._file, self._environment = file, environment
        self._filed = self._read()

    def current(self, provider: ProviderSpec) -> SecretStr | None:
        if not provider.key and provider.name not in self._filed:
            return None
        if not (found := self._found(provider)):
            raise Misconfigured(f"there is no key for {provider.name}: {self._remedy(provider)}")
        return cleaned(found, provider, self.source(provider))

    def is_there(self, provider: ProviderSpec) -> bool:
        """Whether something stands where the key is looked for, be it one or not."""
        return bool(self._found(provider))

    async def fresh(self, provider: ProviderSpec) -> SecretStr | None:
        self._filed = self._read()
        return self.current(provider)

    def source(self, provider: ProviderSpec) -> str:
        if provider.name in self._filed or (self._file and not provider.key):
            return f"'{provider.name}' in {self._file}"
        return f"the environment variable {provider.key}" if provider.key else "the settings"

    def __repr__(self) -> str:
        return f"KeyRing({self._file})"

    def _found(self, provider: ProviderSpec) -> str:
        return (self._filed.get(provider.name) or self._environment.get(provider.key, "")).strip()

    def _remedy(self, provider: ProviderSpec) -> str:
        into_file = f'write {provider.name} = "…" into {self._file}, or ' if self._file else ""
        return f"{into_file}set the environment variable {provider.key} and start again"

    def _read(self) -> dict[str, str]:
        if self._file is None:
            return {}
        try:
            found = tomllib.loads(self._file.read_text("utf-8"))
        except OSError as error:
            raise Misconfigured(f"the file of keys {self._file} cannot be read: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):  # its own words could quote a key
            raise Misconfigured(f'the file of keys {self._file} is no TOML of lines like provider = "key"') from None
        if wrong := [name for name, key in found.items() if not isinstance(key, str)]:
            raise Misconfigured(f"the file of keys {self._file}: '{wrong[0]}' must be a text in quotes")
        return found


class _Refused(NamedTuple):
    key: SecretStr | None
    until: float
    why: str


class Held:
    """The key that a wire holds. It is exchanged when it is refused; no exception holds it. ``clock`` is monotonic."""

    def __init__(self, provider: ProviderSpec, keys: Keys, clock: Callable[[], float] = time.monotonic) -> None:
        self._provider, self._keys, self._clock = provider, keys, clock
        self.current = keys.current(provider)
        self._used = {self.current} if self.current else set()
        self._refreshing = asyncio.Lock()
        self._refused: _Refused | None = None

    async def other_than(self, refused: SecretStr | None) -> SecretStr | None:
        """A key other than the refused one, if there is; many calls that were refused together share the fresh one."""
        async with self._refreshing:
            if self.current == refused:
                self.current = await self._keys.fresh(self._provider)
                self._used |= {self.current} if self.current else set()
            return self.current

    async def check(self) -> None:
        """Raises Misconfigured while the key is one that was refused less than a minute ago; a new one is seen at once.

        So work that a wrong key keeps from a provider goes elsewhere, or to a person, without asking in vain each time.
        """
        known = self._refused
        if known and self._clock() < known.until and await self.other_than(known.key) == known.key:
            raise Misconfigured(known.why)

    def refused(self, key: SecretStr | None, said: str) -> Misconfigured:
        """The provider refuses the key, and there is no other: what a person has to do."""
        because, source = f" ({said})" if said else "", self._keys.source(self._provider)
        why = f"{self._provider.name} refuses the key{because}: put one that works into {source}"
        self._refused = _Refused(key, self._clock() + REFUSED, why)
        return Misconfigured(why)

    def redacted(self, text: str) -> str:
        """The text without any key that was ever sent."""
        for key in self._used:
            if len(key) >= _SECRET:
                text = text.replace(key.get_secret_value(), "(key)")
        return text


def cleaned(text: str, provider: ProviderSpec, source: str) -> SecretStr:
    """The key without what was pasted along with it. Raises Misconfigured for what cannot be one."""
    key = _PASTED.sub("", text.strip()).strip()
    wrong = ""
    if len(key.split()) > 1:
        wrong = "has white space inside: was it broken by a line, or pasted with something else?"
    elif not (key.isascii() and key.isprintable()):
        wrong = "holds characters that no key has: copy it again"
    elif len(key) < _SHORTEST[provider.adapter]:
        wrong = f"is too short: it needs at least {_SHORTEST[provider.adapter]} characters"
    if wrong:
        raise Misconfigured(f"the key for {provider.name} ({source}) {wrong}")
    return SecretStr(key)
