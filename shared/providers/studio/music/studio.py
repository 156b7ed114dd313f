"""The studio's music adapter: a brief in, a child process that composes and plays, a WAV file out."""

from pathlib import Path

from shared.providers.ports import Composed, ScoreBrief
from shared.providers.studio.music.compose import compose
from shared.runtime.children import Children

SOUND_FONT = "FluidR3Mono_GM.sf3"


class StudioMusic:
    """Scores without network: a sound font plays, or a small synthesiser where it is missing. ``model`` says which.

    The same brief gives the same file.
    """

    provider = "studio"

    def __init__(self, children: Children, weights: Path) -> None:
        self._children = children
        font = weights / SOUND_FONT
        self._font = font if font.is_file() else None
        self.model = "soundfont-score" if self._font else "synthesiser-score"

    async def compose(self, brief: ScoreBrief, into: Path) -> Composed:
        """Render the score into a 48 kHz stereo 16-bit WAV of about -20 LUFS: passages and the sting, end to end.

        Each passage is as long as its section or up to a bar longer, and then comes home: its last three seconds are
        a chord that dies away. It begins on the beat with the theme, in the mood's own key and colours. Raises
        Misconfigured when the sound font cannot be loaded, Transient when a child dies.
        """
        return await self._children.run(compose, brief, into, self._font)
