"""Whether the broker answers, as a worker's health tells it."""

import pytest

from shared.runtime import Transient
from shared.runtime.contact import Contact


class _Broker:
    up = True

    async def ask(self) -> None:
        if not self.up:
            raise Transient("the broker does not answer")


async def test_contact_is_lost_and_found_and_said(caplog: pytest.LogCaptureFixture) -> None:
    broker = _Broker()
    contact = Contact(broker.ask, 1)
    assert not contact.now, "not before it was asked"
    with caplog.at_level("INFO"):
        for broker.up in (True, True, False, True):
            await contact.look()
            assert contact.now is broker.up
    assert caplog.messages == ["the broker answers", "events wait: the broker does not answer", "the broker answers"]
