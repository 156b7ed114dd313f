"""Only wires."""

from services.video.service import stage
from shared.providers import Video
from shared.providers.studio.picture import StudioVideo
from shared.runtime import Settings
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, Settings(), wire)


def wire(worker: Worker) -> Wiring:
    return Wiring({Video: StudioVideo(worker.children)})


if __name__ == "__main__":
    main()
