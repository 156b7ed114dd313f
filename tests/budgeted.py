"""The decisions about the money of one drama, made as the showrunner makes them, for tests."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from services.showrunner.core import decide, next_to_release, release
from services.showrunner.directing import direct
from services.showrunner.money import Funds, left_over, lifted, unsettled
from shared.artifacts.commands import Cancel, SetBudget
from shared.artifacts.decisions import Caps, Decision, Settled
from shared.events import (
    CastLocked,
    DramaRequested,
    EpisodeMastered,
    EpisodeScripted,
    Event,
    OrderBlocked,
    Request,
    StoryPlanned,
)
from shared.ledger import Prices
from shared.planning import State, fold

AT = datetime(2026, 3, 1, tzinfo=UTC)
PRICES = Prices(currency="CNY", per_usd=Decimal("7.2"))
FUNDS = Funds(PRICES, Decimal(5))
DRAMA, EPISODES = "red", 3


class Desk:
    """The decisions of one drama, made as the showrunner makes them; ``price`` is the estimate of every shot."""

    def __init__(self, price: Decimal = Decimal(1), usd: str = "10.00") -> None:
        self.log: list[Decision] = []
        self.price = price
        self.hear(DramaRequested(drama=DRAMA, request=Request(premise="a", episodes=EPISODES, budget_usd=Decimal(usd))))

    @property
    def state(self) -> State:
        return fold(DRAMA, self.log)

    def take(self, decision: Decision | None) -> bool:
        if decision:
            self.log.append(decision)
        return decision is not None

    def hear(self, news: Event) -> None:
        while self.take(decide(self.state, news, AT, FUNDS, buys_words=bool(self.price))):
            pass
        self.go_on()

    def go_on(self) -> None:
        while self.take(lifted(self.state, AT)) or self.release():
            pass

    def release(self) -> bool:
        episode = next_to_release(self.state)
        return episode is not None and self.take(release(self.state, episode, self.estimate(episode.number), AT))

    def estimate(self, number: int) -> Caps:
        if not self.price:
            return {}
        return {f"{DRAMA}.e{number:02}-s{n:02}": {"audio": Decimal("0.1"), "video": self.price} for n in (1, 2)}

    def write(self) -> None:
        self.hear(StoryPlanned(drama=DRAMA, revision=self.state.revision, story="script/stories/s.json"))
        self.hear(CastLocked(drama=DRAMA, revision=self.state.revision, cast="character/casts/c.json"))

    def script(self, number: int) -> None:
        place = {"drama": DRAMA, "revision": self.state.revision, "episode": f"{DRAMA}.e{number:02}", "number": number}
        self.hear(
            EpisodeScripted(**place, plan=f"script/plans/p{number}-{self.state.revision}", draft="script/drafts/d")
        )

    def master(self, number: int) -> None:
        if cut := self.state.episodes[number].cut:
            episode = f"{DRAMA}.e{number:02}"
            self.hear(EpisodeMastered(drama=DRAMA, episode=episode, cut=cut, number=number, master="compositor/m.json"))

    def cap(self, number: int) -> Decimal:
        """What the filming of an episode's first shot may cost."""
        caps = self.state.budget.caps(self.state.episodes[number].cut or "")
        return caps.get(f"{DRAMA}.e{number:02}-s01", {}).get("video", Decimal(0))

    def is_blocked(self) -> bool:
        return self.state.blocked is not None

    def lack(self, number: int, missing: Decimal, cap: Decimal | None = None) -> OrderBlocked:
        shot, had = f"{DRAMA}.e{number:02}-s01", self.cap(number) if cap is None else cap
        return OrderBlocked(
            drama=DRAMA, stage="video", order_name="o", reason="dear", about=shot, cap=had, missing=missing
        )

    def settle(self, part: Decimal) -> None:
        """Everything that is done, or that nobody wants any more, cost this part of its caps."""
        for name in unsettled(self.state) + left_over(self.state):
            caps = self.state.budget.caps(name)
            spent = {about: {stage: cap * part for stage, cap in stages.items()} for about, stages in caps.items()}
            self.take(Settled(at=AT, revision=1, allotment=name, spent=spent))
        self.go_on()

    def command(self, usd: Decimal | None) -> None:
        fact: dict[str, Any] = {"at": AT, "revision": self.state.revision}
        command = Cancel(**fact) if usd is None else SetBudget(**fact, usd=usd)
        self.take(direct(self.state, command, AT, PRICES))
        self.go_on()

    def revise(self, title: str) -> None:
        self.hear(DramaRequested(drama=DRAMA, request=Request(premise="a", title=title, episodes=EPISODES)))


def under_way(price: Decimal = Decimal(1), usd: str = "10.00") -> Desk:
    desk = Desk(price, usd)
    desk.write()
    for number in range(1, EPISODES + 1):
        desk.script(number)
    return desk
