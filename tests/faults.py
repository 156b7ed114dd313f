"""What is wrong, what a service says, how it is mended. ``python -m tests.faults`` writes docs/how-to/faults.md."""

import re
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "faults.md"


class Fault(NamedTuple):
    """``says`` is the service's own line; "…" stands for what differs."""

    says: str
    mend: str

    def is_in(self, log: str) -> bool:
        return any(re.fullmatch(self._pattern, line) for line in log.splitlines())

    def is_all_of(self, log: str) -> bool:
        """Whether the service said this and nothing else."""
        return re.fullmatch(self._pattern + "\n", log) is not None

    @property
    def _pattern(self) -> str:
        return re.escape(self.says).replace("…", ".+")


_CANNOT = "ERROR … cannot start: "

ENDS: dict[str, Fault] = {
    "broker: wrong password": Fault(
        _CANNOT + "the broker at … refuses the user '…': correct DUANJU_BROKER_USER and DUANJU_BROKER_PASSWORD, "
        "or give it that user with SCRAM-SHA-512",
        "Correct the password in the service's environment, or set the user's password anew on the broker.",
    ),
    "broker: no password": Fault(
        _CANNOT + "DUANJU_BROKER_USER and DUANJU_BROKER_PASSWORD belong together: set both, or neither",
        "Set the one that is missing.",
    ),
    "broker: another mechanism": Fault(
        _CANNOT + "the broker at … does not know SCRAM-SHA-256: correct DUANJU_BROKER_MECHANISM",
        "Name a mechanism that the listener has.",
    ),
    "broker: missing topic": Fault(
        _CANNOT + "the broker at … has no topic …: create what is missing first",
        "Create the topics. One that is on its way is waited for, ten seconds.",
    ),
    "broker: away": Fault(
        _CANNOT + "the broker at … does not answer (…): is it up, and is DUANJU_BROKER right?",
        "Start the broker, or correct its address; then start the service again.",
    ),
    "store: wrong secret key": Fault(
        _CANNOT + "the bucket '…' at … finds our secret key wrong: correct DUANJU_STORE_SECRET_KEY",
        "Correct the key in the service's environment.",
    ),
    "store: unknown access key": Fault(
        _CANNOT + "the bucket '…' at … does not know our access key: correct DUANJU_STORE_ACCESS_KEY",
        "Correct the key, or give the store that user.",
    ),
    "store: missing bucket": Fault(
        _CANNOT + "the bucket '…' at … does not exist: create it, or correct DUANJU_STORE",
        "Create the bucket.",
    ),
    "store: no create-only PUT": Fault(
        _CANNOT + "the bucket '…' at … overwrites what it was told to create (it does not honour 'If-None-Match: *'), "
        "so two workers would do the same work: use a server that honours it, such as MinIO",
        "Use another S3 server. A proxy before it may also drop the header.",
    ),
    "store: clocks minutes apart": Fault(
        _CANNOT + "the clock of this machine is … seconds … that of the bucket '…' at …: "
        "set the clocks of both machines by NTP",
        "`timedatectl` on both machines says which one is wrong.",
    ),
    "store: clocks a quarter of an hour apart": Fault(
        _CANNOT + "the bucket '…' at … finds our clock off by many minutes: set the clocks of both machines by NTP",
        "The same; from here on the store itself refuses.",
    ),
    "store: away": Fault(
        _CANNOT + "the bucket '…' at … does not answer (…): is it up, and is DUANJU_STORE_ENDPOINT right?",
        "Start the store, or correct its address; then start the service again.",
    ),
    "store: full": Fault(
        _CANNOT + "the bucket '…' at … has no room left: remove what is not needed, or enlarge its disk or quota",
        "Make room, then start the service again.",
    ),
    "port taken": Fault(
        _CANNOT + "port … of 127.0.0.1 cannot be had (Address already in use): correct DUANJU_PORT",
        "`ss -ltnp` names the program that has it. 0 finds a free one.",
    ),
    "a setting that cannot be": Fault(
        _CANNOT + "DUANJU_HEARTBEAT: write a number",
        "Correct the variable that is named.",
    ),
}
"""The service ends at once with exit status 78, and says only this."""

WAITS: dict[str, Fault] = {
    "broker: goes away": Fault(
        "WARNING events wait: the broker at … does not answer (…): is it up, and is DUANJU_BROKER right?",
        "Start the broker. What was in hand is finished and published then.",
    ),
    "store: goes away": Fault(
        "WARNING no heartbeat: the bucket '…' at … does not answer (…): is it up, and is DUANJU_STORE_ENDPOINT right?",
        "Start the store. Nothing is begun and no event is committed until then.",
    ),
    "store: runs full": Fault(
        "WARNING no heartbeat: the bucket '…' at … has no room left: remove what is not needed, "
        "or enlarge its disk or quota",
        "Make room. Nothing half-written is visible, and no order is given up for it.",
    ),
}
"""The service waits and goes on by itself; it says this once a minute, and its ``/health`` is not 200 meanwhile."""

_HEAD = """# When a service does not start, or waits

Each of these is tried out in `tests/integration` on Kafka and MinIO, with a service's own process; `python -m
tests.faults` writes this page from the table that the tests check. "…" stands for names and addresses; no password or
key is ever said.

`/health` answers 200 only while the broker answers, the consumer has joined its group and the store took the last
heartbeats; else 503, with each of the three as true or false.
"""


def page() -> str:
    """The page, as Markdown."""
    return "\n".join(
        [
            _HEAD,
            "## At start: exit status 78 and this one line",
            "",
            *_table(ENDS),
            "",
            "## While it works: it waits, and goes on by itself",
            "",
            *_table(WAITS),
            "",
        ]
    )


def _table(faults: dict[str, Fault]) -> list[str]:
    rows = [f"| {name} | `{fault.says}` | {fault.mend} |" for name, fault in faults.items()]
    return ["| what is wrong | what the service says | how to mend it |", "|---|---|---|", *rows]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
