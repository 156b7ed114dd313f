"""Only wires."""

from collections.abc import Mapping
from datetime import UTC, datetime

from services.showrunner.production import Production
from services.showrunner.service import stage
from services.showrunner.settings import ShowrunnerSettings
from services.showrunner.sweep import Sweeper
from shared.artifacts import Artifacts
from shared.planning import Decisions
from shared.runtime import Children, Wiring, Worker, serve


def main() -> None:
    settings = ShowrunnerSettings()

    def ports(store: Artifacts, _children: Children) -> Mapping[type, object]:
        decisions = Decisions(store)
        return {Decisions: decisions, Production: Production(store, decisions, lambda: datetime.now(UTC))}

    def wire(worker: Worker) -> Wiring:
        decisions, production = worker.effect(Decisions), worker.effect(Production)
        sweeper = Sweeper(worker.store, decisions, production, worker.outbox, worker.leases, settings.sweep)
        return Wiring(background=[sweeper.run])

    serve(stage, settings, ports, wire)


if __name__ == "__main__":
    main()
