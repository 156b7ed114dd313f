"""Only wires."""

from services.video.hired import Films
from services.video.introduction import Introduction
from services.video.service import stage
from services.video.storyboard import Storyboard
from shared.ledger import Ledger
from shared.ledger.hearing import Hearing
from shared.ledger.opening import Teller, open_ledger
from shared.providers import Video
from shared.providers.remote.opening import open_agency
from shared.providers.settings import BuyerSettings
from shared.providers.studio.picture import StudioVideo
from shared.runtime import Once
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, BuyerSettings, wire)


def wire(worker: Worker) -> Wiring:
    storyboard, settings = Storyboard(), worker.effect(BuyerSettings)
    ledger, agency = open_ledger(worker, settings), open_agency(worker, settings)
    introduction = Introduction(worker.store, worker.effect(Once), agency.gate, settings.scratch)
    effects: dict[type, object] = {
        Video: StudioVideo(worker.children),
        Storyboard: storyboard,
        Ledger: ledger,
        Hearing: Hearing(ledger, worker.table),
        Films: Films(agency, ledger, worker.store, worker.children, settings.scratch, introduction),
    }
    background = [storyboard.wait_ready, agency.gate.keep]
    return Wiring(effects, background=background, tell=Teller(ledger, stage.name))


if __name__ == "__main__":
    main()
