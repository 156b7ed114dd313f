"""How much was made: results in the store, by the operation that makes them."""

from shared.artifacts import Artifacts

_FOLDERS = {
    "sketch": "video/stills",
    "speak": "audio/lines",
    "compose": "audio/scores",
    "film": "video/takes",
    "check": "character/verdicts",
    "portray": "character/members",
    "conform": "compositor/conformed",
    "master": "compositor/masters",
    "story": "script/stories",
    "episode": "script/drafts",
}


async def results(store: Artifacts) -> dict[str, int]:
    """Results by operation; a card is kept among the conformed films, so it counts as one of them."""
    return {operation: len(await store.listing(folder)) for operation, folder in _FOLDERS.items()}
