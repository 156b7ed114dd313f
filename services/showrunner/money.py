"""What the showrunner decides about money. Pure; amounts in the deployment's currency."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from shared.artifacts import keys
from shared.artifacts.decisions import Blocked, Caps, Granted, Need
from shared.events import CastCommissioned, EpisodeCommissioned, Event, OrderBlocked, StoryCommissioned, episode_id
from shared.events.request import Request
from shared.ledger import Prices, Purse
from shared.planning import State
from shared.planning.budget import WRITING, total, writing
from shared.providers.settings import DEFAULT_USD

WRITING_SHARE = Decimal("0.1")
"""The part of a budget that the scripts may take together; what is left of it goes on to the pictures."""

_CENT, _SMALLEST = Decimal("0.01"), Decimal("0.000001")
_NAMED = 5
"""So many shots are named to a person; the others are counted."""
_EPISODE = re.compile(r"\.e(\d{2,3})(?:-|$)")


@dataclass(frozen=True)
class Funds:
    """How budgets in dollars become money of the deployment."""

    prices: Prices
    default_usd: Decimal = DEFAULT_USD

    def of(self, request: Request) -> Decimal:
        """The budget that the request names, or the default."""
        return self.prices.of_usd(self.default_usd if request.budget_usd is None else request.budget_usd)

    def asked(self, state: State, request: Request) -> Decimal | None:
        """The budget from a new revision on. None: the one that the drama has stays, unless another one is named."""
        last = state.request.budget_usd if state.request else None
        if state.request and (request.budget_usd is None or request.budget_usd == last) and state.budget.amount:
            return None
        return self.of(request)


def scripts(drama: str, request: Request, amount: Decimal) -> Caps:
    """The caps of the scripts where words are bought, equal parts; story and cast are the offline studio's."""
    part = (amount * WRITING_SHARE / request.episodes).quantize(_SMALLEST, ROUND_DOWN)
    return {episode_id(drama, number): {"script": part} for number in range(1, request.episodes + 1)} if part else {}


def about_money(state: State, news: OrderBlocked, at: datetime, prices: Prices) -> Granted | Blocked | None:
    """An order lacks money: it is granted what is spare, else a person must raise the budget. None: a repeat."""
    need = _need(state, news)
    if need is None or not state.budget.lacks(need):
        return None
    known = state.blocked.needs if state.blocked else ()
    if not known and state.budget.lacks(need) <= spare(state):
        return Granted(at=at, revision=state.revision, needs=(need,))
    if state.blocked and not known:  # blocked for something else: a person looks at that first
        return None
    if any(_same(each, need) and each.cap >= need.cap for each in known):
        return None
    needs = (*(each for each in known if not _same(each, need)), need)
    reason = plea(state, needs, prices)
    return Blocked(at=at, revision=state.revision, stage=news.stage, order=news.order_name, reason=reason, needs=needs)


def lifted(state: State, at: datetime) -> Granted | None:
    """What a drama was blocked for want of money is granted once there is room for all of it."""
    needs = state.blocked.needs if state.blocked else ()
    if state.is_open and needs and _missing(state, needs) <= spare(state):
        return Granted(at=at, revision=state.revision, needs=needs)
    return None


def spare(state: State) -> Decimal:
    """What may be granted on top of estimates."""
    return state.budget.spare(state.allotments, state.waiting, len(state.episodes))


def share(state: State) -> Decimal:
    """What the next episode may be given."""
    return state.budget.share(state.allotments, state.waiting, len(state.episodes))


def plea(state: State, needs: Sequence[Need], prices: Prices) -> str:
    """What a person is told of a block for want of money: how much is missing, and how to give it."""
    budget, lacks = state.budget, _missing(state, needs)
    enough = _dollars(budget.enough(lacks, state.allotments, state.waiting, len(state.episodes)), prices)
    whole = max(enough, _dollars(_whole(state), prices))
    names = sorted({each.about.removeprefix(f"{state.drama}.") for each in needs})
    parts = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    has, free = (amount.quantize(_CENT, ROUND_DOWN) for amount in (budget.amount, spare(state)))
    more = f"; 'duanju budget {state.drama} {whole}' has room for all that is estimated" if whole > enough else ""
    return (
        f"{lacks.quantize(_CENT, ROUND_UP)} {prices.currency} more are needed for {parts}, and of the budget of {has} "
        f"{prices.currency} only {free} are free: raise it with 'duanju budget {state.drama} {enough}'{more}"
    )


def _dollars(amount: Decimal, prices: Prices) -> Decimal:
    """As a person names a budget."""
    return max(_CENT, (amount / prices.per_usd).quantize(_CENT, ROUND_UP))


def _whole(state: State) -> Decimal:
    """The budget under which nothing that is estimated has to ask for money."""
    estimates = [episode.estimate for episode in state.episodes.values() if episode.cut]
    return state.budget.whole(estimates, state.allotments, len(state.episodes))


def _missing(state: State, needs: Sequence[Need]) -> Decimal:
    return sum(map(state.budget.lacks, needs), Decimal(0))


def unsettled(state: State) -> list[str]:
    """The allotments whose work is done: finished cuts, and the writing once every script is there."""
    done = {episode.cut for episode in state.episodes.values() if episode.master}
    names = {*done, *({writing(state.revision)} if is_written(state) else ())}
    return [name for name in _open(state) if name in names]


def is_written(state: State) -> bool:
    """Whether the cast and every script are there."""
    return state.cast is not None and all(episode.plan for episode in state.episodes.values())


def left_over(state: State) -> list[str]:
    """The allotments of what nobody wants any more: earlier revisions, and cuts that were replaced or cancelled."""
    return [name for name in _open(state) if name not in state.allotments]


def accounts(state: State, allotment: str) -> list[tuple[str, str, str]]:
    """Where the stages keep account of an allotment: (stage, account, what it is about)."""
    parts = [(stage, about) for about, stages in state.budget.caps(allotment).items() for stage in stages]
    return [(stage, _account(state.drama, allotment, about, stage), about) for stage, about in parts]


def _open(state: State) -> list[str]:
    budget = state.budget
    return [name for name, each in budget.allotments.items() if not each.is_settled and total(each.caps)]


def _account(drama: str, allotment: str, about: str, stage: str) -> str:
    if not allotment.startswith(WRITING):
        return keys.account_of_cut(drama, about, allotment)
    revision = int(allotment.rpartition("-")[2])
    order: Event
    if (number := number_of(about)) is not None:
        order = EpisodeCommissioned(drama=drama, revision=revision, episode=about, number=number, story="none")
    elif stage == "script":
        order = StoryCommissioned(drama=drama, revision=revision, request="none")
    else:
        order = CastCommissioned(drama=drama, revision=revision, story="none")
    return Purse.of(order, Decimal(0)).account


def _need(state: State, news: OrderBlocked) -> Need | None:
    """Which cap the order would need to be how large; None if this revision has no such part."""
    about = news.about or state.drama
    number = number_of(about)
    episode = state.episodes.get(number) if number else None
    is_written = news.stage == "script" or number is None
    allotment = writing(state.revision) if is_written else episode.cut if episode else None
    if allotment is None or news.missing is None:
        return None
    had = news.cap if news.cap is not None else state.budget.caps(allotment).get(about, {}).get(news.stage, Decimal(0))
    return Need(allotment=allotment, about=about, stage=news.stage, cap=had + news.missing)


def _same(one: Need, other: Need) -> bool:
    return (one.allotment, one.about, one.stage) == (other.allotment, other.about, other.stage)


def number_of(about: str) -> int | None:
    """The number of the episode that a shot or an episode id belongs to; None of a drama's."""
    found = _EPISODE.search(about)
    return int(found[1]) if found else None
