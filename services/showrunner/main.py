"""Only wires."""

from datetime import UTC, datetime

from services.showrunner.production import Production
from services.showrunner.service import stage
from services.showrunner.settings import ShowrunnerSettings
from services.showrunner.sweep import Sweeper
from shared.planning import Decisions
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, ShowrunnerSettings, wire)


def wire(worker: Worker) -> Wiring:
    decisions = Decisions(worker.store)
    production = Production(worker.store, decisions, lambda: datetime.now(UTC))
    sweep = worker.effect(ShowrunnerSettings).sweep
    sweeper = Sweeper(worker.store, decisions, production, worker.outbox, worker.leases, sweep)
    return Wiring({Decisions: decisions, Production: production}, background=[sweeper.run])


if __name__ == "__main__":
    main()
