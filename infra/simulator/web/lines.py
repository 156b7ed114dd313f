"""Connections that can be cut, which no ASGI server offers to the application by itself."""

from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol


class Line(H11Protocol):
    """uvicorn's protocol, whose requests find ``cut`` in their scope's state: it ends the connection at once."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.app_state = self.app_state | {"cut": self._cut}

    def _cut(self) -> None:
        self.transport.abort()
