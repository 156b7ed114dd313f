"""Only wires."""

from collections.abc import Mapping

from services.video.service import stage
from shared.artifacts import Artifacts
from shared.providers import Video
from shared.providers.studio.picture import StudioVideo
from shared.runtime import Children, Settings, serve


def main() -> None:
    def ports(_store: Artifacts, children: Children) -> Mapping[type, object]:
        return {Video: StudioVideo(children)}

    serve(stage, Settings(), ports)


if __name__ == "__main__":
    main()
