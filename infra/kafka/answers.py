"""What the broker answers the admin: every result, or an error in words for a person."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

from confluent_kafka import KafkaException

from shared.runtime.errors import Transient

K = TypeVar("K")

_SECONDS = 30.0


@contextmanager
def told() -> Iterator[None]:
    """What the broker refuses inside becomes Transient: the admin may do everything, so it is the broker's trouble."""
    try:
        yield
    except (KafkaException, TimeoutError) as error:
        raise Transient(f"the broker does not do what the admin asks: {error or 'it does not answer'}") from error


def results(answers: Mapping[K, "Future[Any]"]) -> dict[K, Any]:
    """All of them. Raises Transient for the first that is an error."""
    with told():
        return {name: answer.result(_SECONDS) for name, answer in answers.items()}
