"""Only wires."""

from services.audio.hired import Voices
from services.audio.service import stage
from shared.ledger import Ledger
from shared.ledger.hearing import Hearing
from shared.ledger.opening import Teller, open_ledger
from shared.providers import Music, Speech
from shared.providers.remote.opening import open_agency
from shared.providers.settings import BuyerSettings
from shared.providers.studio.music import StudioMusic
from shared.providers.studio.speech import StudioSpeech
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, BuyerSettings, wire)


def wire(worker: Worker) -> Wiring:
    settings = worker.effect(BuyerSettings)
    ledger, agency = open_ledger(worker, settings), open_agency(worker, settings)
    effects: dict[type, object] = {
        Speech: StudioSpeech(worker.children, settings.weights),
        Music: StudioMusic(worker.children, settings.weights),
        Ledger: ledger,
        Hearing: Hearing(ledger, worker.table),
        Voices: Voices(agency, ledger, worker.store, worker.children, settings.scratch),
    }
    return Wiring(effects, background=[agency.gate.keep], tell=Teller(ledger, stage.name))


if __name__ == "__main__":
    main()
