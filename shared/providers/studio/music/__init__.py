"""The offline studio's music. Start at ``compose.py``; ``moods.py`` is what there is to tune."""

from shared.providers.studio.music.studio import StudioMusic

__all__ = ["StudioMusic"]
