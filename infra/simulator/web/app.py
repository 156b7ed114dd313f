"""The routes: an HTTP request becomes a call, and its turn an HTTP answer."""

import asyncio
import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from infra.simulator.media import Media, media_type, render
from infra.simulator.provider import Provider
from infra.simulator.reader import Download
from infra.simulator.replies import Reply, refusal
from infra.simulator.scenario import OPERATIONS
from infra.simulator.shelf import FOLDER, expires
from infra.simulator.turns import Call, Turn
from infra.simulator.web.clock import Clock
from infra.simulator.web.courier import Courier
from infra.simulator.web.desk import Desk
from infra.simulator.web.http import Exchange, TooLarge

API = "/v1/"
_JOBS = "video/jobs/"
_READ = ("models", "video/jobs", "calls")


class App:
    """The ASGI application of one provider."""

    def __init__(self, provider: Provider, clock: Clock, courier: Courier) -> None:
        self._provider, self._clock, self._courier = provider, clock, courier
        self._desk = Desk(provider, clock)
        self._makers = ThreadPoolExecutor(1, "media")  # one at a time: whoever asks for the same next finds it made

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        exchange = Exchange(scope, receive, send)
        try:
            await self._route(exchange)
        except TooLarge:
            await self._answer(exchange, refusal(413, "too_large", "The body is larger than 64 MiB."))

    def close(self) -> None:
        self._makers.shutdown(cancel_futures=True)

    async def _route(self, exchange: Exchange) -> None:
        path, method = exchange.path, exchange.method
        name = path.removeprefix(API) if path.startswith(API) else ""
        if operation := next((each for each in OPERATIONS if method == "POST" and each == name), None):
            call = await self._call(exchange, name, exchange.header("idempotency-key") or None)
            await self._play(exchange, call, self._provider.take(operation, call, self._clock.now()))
        elif method == "GET" and (name.startswith(_JOBS) or name in _READ):
            call = await self._reading(exchange, name)
            await self._play(exchange, call, self._provider.reader.read(call, self._clock.now()))
        elif method == "GET" and path.startswith(FOLDER):
            await self._download(exchange, path.removeprefix(FOLDER))
        elif (told := self._desk.answer(method, path)) is not None:
            await self._answer(exchange, Reply(200, told))
        else:
            await self._answer(exchange, refusal(404, "not_found", f"There is no {method} {path} here."))

    async def _call(self, exchange: Exchange, operation: str, key: str | None, about: str = "") -> Call:
        authorization = exchange.header("authorization")
        return Call(operation, await exchange.body(), authorization, key, exchange.base, about)

    async def _reading(self, exchange: Exchange, name: str) -> Call:
        job = name.removeprefix(_JOBS) if name.startswith(_JOBS) else ""
        key = None if job or name == "models" else exchange.asked("key") or ""
        return await self._call(exchange, "video/jobs" if job else name, key, job)

    async def _play(self, exchange: Exchange, call: Call, turn: Turn) -> None:
        """Let the turn happen: wait as long as it takes, then answer, or do not."""
        for message in turn.webhooks:
            self._courier.post(message)
        stats = self._provider.stats
        stats.count(call.operation, str(turn.reply.status) if turn.ending == "answer" else turn.ending)
        if not turn.entered:
            return await self._answer(exchange, turn.reply)
        stats.enter()
        try:
            await self._clock.sleep(turn.seconds)
            match turn.ending:
                case "answer":
                    await self._answer(exchange, turn.reply)
                case "hang":
                    await exchange.gone()
                case "drop":
                    exchange.cut()
                    await exchange.gone()
        finally:
            stats.leave()

    async def _answer(self, exchange: Exchange, reply: Reply) -> None:
        headers = dict(reply.headers) | self._patience(reply.retry_after)
        if isinstance(reply.body, dict):
            return await exchange.answer_json(reply.status, reply.body, headers)
        data = await self._made(reply.body)
        await exchange.answer(reply.status, data, {"content-type": media_type(reply.body)} | headers)

    def _patience(self, seconds: float | None) -> dict[str, str]:
        """How long to wait, in seconds of the caller's clock: whole ones as HTTP has it, and exactly."""
        if seconds is None:
            return {}
        ours = self._clock.ours(seconds)
        return {"retry-after": str(max(1, math.ceil(ours))), "retry-after-ms": str(math.ceil(1000 * ours))}

    async def _download(self, exchange: Exchange, name: str) -> None:
        now = self._clock.now()
        found = self._provider.reader.download(name, expires(exchange.query), now)
        self._provider.stats.count("media", _outcome(found))
        if isinstance(found, Reply):
            return await self._answer(exchange, found)
        data = await self._made(found.media)
        headers = {"content-type": media_type(found.media)}
        if not await exchange.stream(data, headers, self._clock.ours(found.seconds), found.truncated):
            exchange.cut()

    async def _made(self, media: Media) -> bytes:
        return await asyncio.get_running_loop().run_in_executor(self._makers, render, media)


def _outcome(found: Download | Reply) -> str:
    if isinstance(found, Reply):
        return str(found.status)
    return "truncated" if found.truncated else "slow" if found.seconds else "200"
