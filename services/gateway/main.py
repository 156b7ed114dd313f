"""Only wires."""

from services.gateway.api import Dramas
from services.gateway.service import stage
from shared.planning import Decisions
from shared.runtime import Settings
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, Settings, wire)


def wire(worker: Worker) -> Wiring:
    return Wiring(routes=[("/v1/dramas", Dramas(worker.store, Decisions(worker.store)))])


if __name__ == "__main__":
    main()
