"""Only wires."""

from services.compositor.assembly import Assembly
from services.compositor.service import stage
from shared.runtime import Once, Settings
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, Settings, wire)


def wire(worker: Worker) -> Wiring:
    assembly = Assembly(worker.store, worker.effect(Once), worker.children, worker.settings)
    return Wiring({Assembly: assembly})


if __name__ == "__main__":
    main()
