"""HTTP routes of whole folders: FastStream's own routes are single paths."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

App = Callable[[Any, Any, Any], Awaitable[None]]
"""An ASGI application."""


def below(folders: Sequence[tuple[str, App]], otherwise: App) -> App:
    """Requests below a folder (``/v1/webhooks/``) go to its application, all others to ``otherwise``."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        chosen = next((each for folder, each in folders if path.startswith(folder)), otherwise)
        await chosen(scope, receive, send)

    return app
