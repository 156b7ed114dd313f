"""Only wires."""

from datetime import UTC, datetime

from services.gateway.api import Dramas
from services.gateway.gauges import Lag, Watch
from services.gateway.service import stage
from services.gateway.settings import GatewaySettings
from services.gateway.webhooks import FOLDER, Signers, Webhooks
from shared.planning import Decisions
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, GatewaySettings, wire)


def wire(worker: Worker) -> Wiring:
    settings = worker.effect(GatewaySettings)
    decisions = Decisions(worker.store)
    watch = Watch(worker.store, decisions, lambda: datetime.now(UTC), settings.times.dead, settings.watch)
    lag = Lag(worker.broker, settings.watch)
    signers = Signers(settings.webhook_signers)
    webhooks = Webhooks(worker.store, worker.outbox.publish, settings.callbacks, signers)
    routes = [("/v1/dramas", Dramas(worker.store, decisions)), (FOLDER, webhooks)]
    return Wiring({Watch: watch}, routes, [watch.run, lag.run])


if __name__ == "__main__":
    main()
