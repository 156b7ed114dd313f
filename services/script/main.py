"""Only wires."""

from services.script.service import stage
from services.script.writers import Writers
from shared.ledger import Ledger
from shared.ledger.hearing import Hearing
from shared.ledger.opening import Teller, open_ledger
from shared.providers.remote.opening import open_agency
from shared.providers.settings import BuyerSettings
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, BuyerSettings, wire)


def wire(worker: Worker) -> Wiring:
    settings = worker.effect(BuyerSettings)
    ledger, agency = open_ledger(worker, settings), open_agency(worker, settings)
    effects: dict[type, object] = {
        Ledger: ledger,
        Hearing: Hearing(ledger, worker.table),
        Writers: Writers(agency),
    }
    return Wiring(effects, background=[agency.gate.keep], tell=Teller(ledger, stage.name))


if __name__ == "__main__":
    main()
