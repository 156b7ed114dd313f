"""Several pieces of work of one order, at the same time."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from shared.runtime.errors import Outstanding, Unwanted

T = TypeVar("T")


async def together(*work: Awaitable[T]) -> list[T]:
    """All results, in their order. Each piece is awaited to its end, so that none goes on when the slot is free again.

    Raises the first error if there is one; else, while pieces are outstanding, the Outstanding that is due first. That
    some are not wanted any more is said last: what is paid for the others is awaited.
    """
    found = await asyncio.gather(*work, return_exceptions=True)
    failed = [each for each in found if isinstance(each, BaseException)]
    outstanding = [each for each in failed if isinstance(each, Outstanding)]
    for error in failed:
        if not isinstance(error, Outstanding | Unwanted):
            raise error
    if outstanding:
        raise min(outstanding, key=lambda each: each.seconds)
    if failed:
        raise failed[0]
    return [each for each in found if not isinstance(each, BaseException)]
