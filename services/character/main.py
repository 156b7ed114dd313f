"""Only wires."""

from services.character.checks import Checker
from services.character.service import stage
from shared.providers import Image, Speech
from shared.providers.studio.picture import StudioImage
from shared.providers.studio.speech import StudioSpeech
from shared.runtime import Once, Settings
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, Settings(), wire)


def wire(worker: Worker) -> Wiring:
    checker = Checker(worker.store, worker.effect(Once), worker.children, worker.settings)
    speech = StudioSpeech(worker.children, worker.settings.weights)
    return Wiring({Checker: checker, Image: StudioImage(worker.children), Speech: speech})


if __name__ == "__main__":
    main()
