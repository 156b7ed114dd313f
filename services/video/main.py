"""Only wires."""

from services.video.service import stage
from services.video.storyboard import Storyboard
from shared.providers import Video
from shared.providers.studio.picture import StudioVideo
from shared.runtime import Settings
from shared.runtime.service import Wiring, Worker, serve


def main() -> None:
    serve(stage, Settings, wire)


def wire(worker: Worker) -> Wiring:
    storyboard = Storyboard()
    effects: dict[type, object] = {Video: StudioVideo(worker.children), Storyboard: storyboard}
    return Wiring(effects, background=[storyboard.wait_ready])


if __name__ == "__main__":
    main()
