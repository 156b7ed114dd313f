"""Only wires."""

from collections.abc import Mapping

from services.audio.service import stage
from shared.artifacts import Artifacts
from shared.providers import Music, Speech
from shared.providers.studio.music import StudioMusic
from shared.providers.studio.speech import StudioSpeech
from shared.runtime import Children, Settings, serve


def main() -> None:
    settings = Settings()

    def ports(_store: Artifacts, children: Children) -> Mapping[type, object]:
        return {
            Speech: StudioSpeech(children, settings.weights),
            Music: StudioMusic(children, settings.weights),
        }

    serve(stage, settings, ports)


if __name__ == "__main__":
    main()
