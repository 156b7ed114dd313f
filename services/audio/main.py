"""Only wires."""

from services.audio.service import stage
from shared.providers import Music, Speech
from shared.providers.studio.music import StudioMusic
from shared.providers.studio.speech import StudioSpeech
from shared.runtime import Settings
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, Settings, wire)


def wire(worker: Worker) -> Wiring:
    weights = worker.settings.weights
    return Wiring({Speech: StudioSpeech(worker.children, weights), Music: StudioMusic(worker.children, weights)})


if __name__ == "__main__":
    main()
