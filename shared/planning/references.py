"""What refers to what in the store, and so what nobody refers to any more. Pure.

A record *names* an artifact when it holds its key, or the digest that is the last word of it. Whatever is named by
something that is kept is kept; what is neither kept for itself nor named is garbage.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from shared.artifacts import Item, keys
from shared.artifacts.decisions import Admitted, Decision, Mastered
from shared.events import Request, digest
from shared.planning.state import fold

EVENTS_KEPT = 7 * 24 * 3600.0
"""Seconds that a broker keeps events: so long one may still ask for a cut that was stopped."""

_WORD = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_KEY = re.compile(rf"(?:{'|'.join(keys.WRITERS)})(?:/{_WORD})+".encode())
_DIGEST = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_IS_DIGEST = re.compile(r"[0-9a-f]{64}")
_OF_SERVICES = {keys.BLOBS, keys.PROBES, keys.LEASES}


def named(key: str, data: bytes) -> frozenset[str]:
    """The keys and digests that a record holds, also those in events that it quotes; a lease names its worker."""
    if _is_lease(key):
        return frozenset({f"{keys.workers(key.partition('/')[0])}/{_worker(data)}"})
    return frozenset(found.decode() for pattern in (_KEY, _DIGEST) for found in pattern.findall(data))


def is_record(key: str) -> bool:
    """Whether there may be names behind the key."""
    return not is_blob(key) and not _is_heart(key)


@dataclass(frozen=True)
class Wishes:
    """What one drama wants kept beside its own records: its cuts, and what its requests would find again."""

    cuts: frozenset[str]
    requests: tuple[Request, ...]
    is_open: bool


def wishes(drama: str, log: Collection[Decision], superseded: bool = True) -> Wishes:
    """The drama's finished cuts and those being made; its request, and with ``superseded`` the earlier ones."""
    state = fold(drama, log)
    at_work = {cut for episode in state.episodes.values() if (cut := episode.cut or episode.replaces)}
    finished = {decision.cut for decision in log if isinstance(decision, Mastered)}
    requests = {digest(found.request): found.request for found in log if isinstance(found, Admitted)}
    last = () if state.request is None else (state.request,)
    return Wishes(frozenset(at_work | finished), tuple(requests.values()) if superseded else last, state.is_open)


@dataclass
class Stock:
    """Everything in the store: what lies there, and what each record of it names.

    ``cuts`` and ``found`` are what dramas want kept: cuts by name, results by key.
    """

    items: Mapping[str, Item]
    names: Mapping[str, frozenset[str]]
    cuts: Collection[str] = ()
    found: Collection[str] = ()
    _by_digest: dict[str, list[str]] = field(default_factory=dict, init=False)
    _leases: dict[str, str] = field(default_factory=dict, init=False)
    """The youngest epoch of each lease, by the lease's folder: who wrote it has the lease."""

    def __post_init__(self) -> None:
        for key in sorted(self.items):
            if keys.kind(key) in (*keys.RESULTS, keys.CUTS) or is_blob(key):
                self._by_digest.setdefault(_last(key), []).append(key)
            elif _is_lease(key):
                self._leases[key.rpartition("/")[0]] = key

    def garbage(self, young: float) -> list[Item]:
        """What nobody refers to and is at least ``young`` seconds old; records first, sorted by key."""
        kept = self._named_by(self._roots(young))
        kept |= {key for key in self.items.keys() - kept if self._media_stay(key, kept)}
        return sorted((self.items[key] for key in self.items.keys() - kept), key=lambda item: (is_blob(item.key), item))

    def unnamed(self, blobs: Iterable[Item]) -> list[Item]:
        """Of these blobs those that no record names, be it garbage itself."""
        every = {found for names in self.names.values() for name in names for found in self._behind(name)}
        return [item for item in blobs if item.key not in every]

    def _roots(self, young: float) -> set[str]:
        """What is kept for itself: all that is young, all that is of no kind we know, and what dramas want kept."""
        settled = {key for key in self.items if not _is_removable(key)}
        orders = {name for key in settled if keys.kind(key) != keys.DRAMAS for name in self.names.get(key, ())}
        cuts = {*self.cuts, *orders}
        roots = settled | set(self.found) | {key for key, item in self.items.items() if item.age < young}
        return roots | {key for key in self.items if self._is_wanted(key, cuts, orders, young)}

    def _is_wanted(self, key: str, cuts: Collection[str], orders: Collection[str], young: float) -> bool:
        """Whether it belongs to a cut or an order that somebody wants, or to a worker that lives."""
        folder = keys.kind(key)
        if folder in keys.OF_CUTS:
            return key.split("/")[2] in cuts
        if folder == keys.STOPPED:
            return self.items[key].age < EVENTS_KEPT or _last(key) in orders
        return _is_lease(key) and self._lives(key, young)

    def _named_by(self, roots: Iterable[str]) -> set[str]:
        """The roots, what they name, what that names, and so on."""
        kept, waiting = set(), [key for key in roots if key in self.items]
        while waiting:
            if (key := waiting.pop()) in kept:
                continue
            kept.add(key)
            names = {*self.names.get(key, ()), *(_IS_DIGEST.findall(key) if _is_lease(key) else ())}
            waiting += [found for name in names for found in self._behind(name)]
        return kept

    def _behind(self, name: str) -> list[str]:
        """The artifacts that a name stands for."""
        return [name] if name in self.items else self._by_digest.get(name, [])

    def _media_stay(self, key: str, kept: Collection[str]) -> bool:
        """Whether it is a result whose media are all kept, so that it costs nothing and still makes them be found."""
        if keys.kind(key) not in keys.RESULTS:
            return False
        media = [found for name in self.names[key] for found in self._behind(name) if is_blob(found)]
        return bool(media) and all(blob in kept for blob in media)

    def _lives(self, epoch: str, young: float) -> bool:
        """Whether the worker that has the lease was alive lately."""
        youngest = self._leases[epoch.rpartition("/")[0]]
        return any(heart in self.items and self.items[heart].age < young for heart in self.names[youngest])


def _is_removable(key: str) -> bool:
    """Whether it is of a kind that may go; others stay: orders, decisions, receipts, what a later version writes."""
    folder = keys.kind(key)
    known = folder in keys.RESULTS or folder in keys.OF_CUTS or folder in (keys.CUTS, keys.STOPPED)
    return known or folder.partition("/")[2] in _OF_SERVICES


def is_blob(key: str) -> bool:
    """Whether it is a media file."""
    return key.split("/")[1:2] == [keys.BLOBS]


def _is_heart(key: str) -> bool:
    return key.startswith(f"{keys.workers(key.partition('/')[0])}/")


def _is_lease(key: str) -> bool:
    return key.split("/")[1:2] == [keys.LEASES] and not _is_heart(key)


def _worker(data: bytes) -> str:
    try:
        return str(json.loads(data)["worker"])
    except (ValueError, TypeError, KeyError):
        return ""


def _last(key: str) -> str:
    return key.rpartition("/")[2].removesuffix(".json")
