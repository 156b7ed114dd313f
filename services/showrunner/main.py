"""Only wires."""

from datetime import UTC, datetime

from services.showrunner.costs import Tariffs
from services.showrunner.money import Funds
from services.showrunner.production import Production
from services.showrunner.service import stage
from services.showrunner.settings import ShowrunnerSettings
from services.showrunner.sweep import Sweeper
from shared.planning import Decisions
from shared.providers.in_use import Remembered
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, ShowrunnerSettings, wire)


def wire(worker: Worker) -> Wiring:
    settings, decisions = worker.effect(ShowrunnerSettings), Decisions(worker.store)
    prices = settings.price_table
    tariffs = Tariffs(worker.store, settings.offers, settings.routing, prices, Remembered(worker.store), _now)
    production = Production(worker.store, decisions, _now, Funds(prices, settings.budget_usd), tariffs)
    sweeper = Sweeper(worker.store, decisions, production, worker.outbox, worker.leases, settings.sweep)
    return Wiring({Decisions: decisions, Production: production}, background=[sweeper.run])


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
