"""The HTTP API: what is being made, and how far it is. Read from the store, so it is true whatever was restarted."""

import json
from dataclasses import asdict
from typing import Any

from faststream.asgi import AsgiResponse

from shared.artifacts import Artifacts, StoreError
from shared.events.ids import is_key
from shared.planning import Decisions, DramaProgress, read_all, read_progress

_JSON = {"content-type": "application/json; charset=utf-8"}


class Dramas:
    """``GET /v1/dramas`` lists every drama; ``GET /v1/dramas?drama=ID`` shows one, shot by shot."""

    def __init__(self, store: Artifacts, decisions: Decisions) -> None:
        self._store, self._decisions = store, decisions

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await (await self._answer(scope))(scope, receive, send)

    async def _answer(self, scope: Any) -> AsgiResponse:
        if scope["method"] != "GET":
            return _response(405, {"error": "only GET is answered here"})
        asked = _parameter(scope["query_string"])
        try:
            if asked is None:
                found = await read_all(self._store, self._decisions)
                return _response(200, {"dramas": [_short(progress) for progress in found]})
            progress = await self._progress(asked) if is_key(asked) and "/" not in asked else None
        except StoreError as error:
            return _response(503, {"error": str(error)})
        if progress is None:
            return _response(404, {"error": "no drama of that name was requested"})
        return _response(200, as_json(progress))

    async def _progress(self, drama: str) -> DramaProgress | None:
        return await read_progress(self._store, self._decisions, drama)


def as_json(progress: DramaProgress) -> dict[str, Any]:
    """A drama's progress as plain data; the manifest is left to who exports it."""
    plain = asdict(progress) | {"manifest": progress.manifest is not None}
    plain["stages"] = {name: {"done": done, "total": total} for name, done, total in progress.stages}
    for episode, found in zip(plain["episodes"], progress.episodes, strict=True):
        episode["shots"] = {shot.name: shot.stage for shot in found.shots}
    return plain


def _short(progress: DramaProgress) -> dict[str, Any]:
    full = as_json(progress)
    return {name: full[name] for name in ("drama", "revision", "title", "state", "reason", "stages")}


def _parameter(query: bytes) -> str | None:
    for pair in query.decode("ascii", "replace").split("&"):
        name, _, value = pair.partition("=")
        if name == "drama":
            return value
    return None


def _response(status: int, body: dict[str, Any]) -> AsgiResponse:
    return AsgiResponse(json.dumps(body, ensure_ascii=False).encode(), status, _JSON)
