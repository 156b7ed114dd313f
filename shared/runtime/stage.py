"""A stage declares which order it works into which event, and which news it answers at once. Nothing runs yet."""

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, get_type_hints

from shared.events import Event, Order, OrderBlocked
from shared.runtime.errors import Misconfigured

Answer = Order | Iterable[Order] | None
Handler = Callable[..., Awaitable[Answer]]
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True)
class Declared:
    """A handler of one order or event; its other parameters are effects, found by their type."""

    kind: type[Order]
    handler: Handler
    into: tuple[type[Event], ...]
    slots: int = 0
    looks: int = 0

    def bind(self, effects: Mapping[type, object]) -> Callable[[Order], Awaitable[Answer]]:
        """The handler with its effects filled in. Raises Misconfigured if nobody provides one of them."""
        hints = get_type_hints(self.handler)
        given: dict[str, Any] = {}
        for name in list(inspect.signature(self.handler).parameters)[1:]:
            if hints[name] not in effects:
                raise Misconfigured(f"{self.handler.__name__} needs a {hints[name].__name__}, which nobody provides")
            given[name] = effects[hints[name]]

        async def handle(order: Order) -> Answer:
            return await self.handler(order, **given)

        return handle


@dataclass
class Stage:
    """One service: its name, and what it does about which event."""

    name: str
    work: dict[str, Declared] = field(default_factory=dict)
    news: dict[str, Declared] = field(default_factory=dict)
    told: list[type[Event]] = field(default_factory=list)

    def works(
        self, *orders: type[Order], into: type[Event] | tuple[type[Event], ...] = (), slots: int = 1, looks: int = 0
    ) -> Callable[[H], H]:
        """Declare a handler for orders that take time: recorded as jobs, worked by ``slots`` slots of each worker.

        ``looks`` more slots only look at what is outstanding, so that neither polls nor downloads make an order wait.
        The handler sees an order again after a crash, and must find what it made through ``Once``.
        """

        def declare(handler: H) -> H:
            for order in orders:
                self.work[order.name] = Declared(order, handler, _tuple(into), slots, looks)
            return handler

        return declare

    def hears(self, *events: type[Event], into: type[Event] | tuple[type[Event], ...] = ()) -> Callable[[H], H]:
        """Declare a handler for news: answered at once, with any number of events and of orders to this stage itself.

        The handler sees an event again after a crash, and must give the same answer.
        """

        def declare(handler: H) -> H:
            for event in events:
                self.news[event.topic()] = Declared(event, handler, _tuple(into))
            return handler

        return declare

    def tells(self, *events: type[Event]) -> None:
        """Declare events that answer none that the stage reads: what it hears over HTTP, or what its orders cost."""
        self.told += events

    @property
    def consumed(self) -> tuple[type[Event], ...]:
        """Every event that reaches this stage, by topic."""
        kinds = {declared.kind for declared in (*self.work.values(), *self.news.values())}
        return tuple(sorted((k for k in kinds if issubclass(k, Event)), key=lambda kind: kind.topic()))

    @property
    def produced(self) -> tuple[type[Event], ...]:
        """Every event that this stage may publish."""
        kinds = {event for declared in (*self.work.values(), *self.news.values()) for event in declared.into}
        kinds |= set(self.told)
        return tuple(sorted(kinds, key=lambda kind: kind.topic()))

    @property
    def reads(self) -> tuple[str, ...]:
        """Every topic that this stage reads, as the group of its name."""
        return tuple(event.topic() for event in self.consumed)

    @property
    def writes(self) -> tuple[str, ...]:
        """Every topic that this stage may write: its events, its dead letters, and news of orders that it gave up."""
        buried = {self.dead_letters(kind) for kind in (*self.consumed, *(done.kind for done in self.work.values()))}
        blocked = {OrderBlocked.topic()} if self.work else set()
        return tuple(sorted({event.topic() for event in self.produced} | buried | blocked))

    def dead_letters(self, event: type[Order]) -> str:
        """The topic of the records of this event, or of the orders, that the stage gave up."""
        return f"{self.name}.{event.name}.dlq"


def _tuple(events: type[Event] | tuple[type[Event], ...]) -> tuple[type[Event], ...]:
    return events if isinstance(events, tuple) else (events,)


def orders_in(answer: Answer) -> list[Order]:
    """A handler's answer as a list."""
    if answer is None:
        return []
    return [answer] if isinstance(answer, Order) else list(answer)
