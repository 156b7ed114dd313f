"""Only wires."""

from services.character.casting import Casting
from services.character.checks import Checker
from services.character.service import stage
from shared.providers.settings import BuyerSettings
from shared.providers.studio.picture import StudioImage
from shared.providers.studio.speech import StudioSpeech
from shared.runtime import Once
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, BuyerSettings, wire)


def wire(worker: Worker) -> Wiring:
    store, once, settings = worker.store, worker.effect(Once), worker.effect(BuyerSettings)
    image, speech = StudioImage(worker.children), StudioSpeech(worker.children, settings.weights)
    casting = Casting(store, once, image, speech, settings, settings.offers)
    return Wiring({Casting: casting, Checker: Checker(store, once, worker.children, settings)})


if __name__ == "__main__":
    main()
