"""A store on top of another one: results are read through, whatever is written stays here and is forgotten."""

from pathlib import Path

from shared.artifacts import Artifacts, keys
from shared.artifacts.port import Listed

_OF_THE_MOMENT = ("showrunner/", "audio/joins/", "video/previews/")
"""What was decided and what has joined: a rehearsal begins at the beginning, and finds only results."""


class Overlay:
    """The artifacts of a rehearsal; ``own`` is what it wrote. The store below is never written to."""

    def __init__(self, below: Artifacts) -> None:
        self._below = below
        self.own: dict[str, bytes] = {}

    async def create(self, key: str, data: bytes) -> bool:
        if await self.age(key) is not None:
            return False
        self.own[key] = data
        return True

    async def put(self, key: str, data: bytes) -> None:
        self.own[key] = data

    async def get(self, key: str) -> bytes | None:
        if key in self.own or key.startswith(_OF_THE_MOMENT):
            return self.own.get(key)
        return await self._below.get(key)

    async def age(self, key: str) -> float | None:
        if key in self.own:
            return 0.0
        return None if key.startswith(_OF_THE_MOMENT) else await self._below.age(key)

    async def listing(self, prefix: str) -> list[Listed]:
        """What was written here: nobody lists results, which are found by their names. Who is in use is told below."""
        if prefix == keys.PROVIDERS_IN_USE:
            return await self._below.listing(prefix)
        return [Listed(key, 0.0) for key in sorted(self.own) if key.startswith(f"{prefix}/")]

    async def delete(self, key: str) -> None:
        self.own.pop(key, None)

    async def upload(self, key: str, path: Path) -> None:
        self.own[key] = path.read_bytes()

    async def download(self, key: str, path: Path) -> None:
        if key not in self.own:
            return await self._below.download(key, path)
        path.write_bytes(self.own[key])
        return None
