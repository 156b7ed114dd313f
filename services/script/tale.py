"""The tale of a story: its episodes as they are told, each of them once, whoever asks for which."""

from functools import lru_cache
from threading import Lock

from services.script.teller import Teller, Told
from shared.artifacts.records import Story

_KEPT = 4
"""Tales that are remembered: as many dramas as are written at a time."""


class Tale:
    """The episodes of one story, told as far as anybody asked. Threads may share it."""

    def __init__(self, story: Story, episodes: int) -> None:
        self._story, self._episodes = story, episodes
        self._one_at_a_time = Lock()
        self._begin()

    def episode(self, number: int) -> Told:
        """Episode ``number``; 1 is the first. Earlier ones are told before it: what they said is not said again."""
        with self._one_at_a_time:
            try:
                while len(self._told) < number:
                    self._told.append(self._teller.episode(len(self._told) + 1))
            except BaseException:
                self._begin()  # half an episode is remembered by the teller: another one begins again
                raise
            return self._told[number - 1]

    def _begin(self) -> None:
        self._teller = Teller(self._story, self._episodes)
        self._told: list[Told] = []


def tale_of(story: Story, episodes: int) -> Tale:
    """The tale of the story in so many episodes, the same one for all of a season's plans.

    It follows from the people, the premise and the title: outlines and a person's own words for lines change nothing.
    """
    told = story.model_copy(update={"logline": "", "episodes": (), "lines": {}, "made": None})
    return _tale(told.model_dump_json(), episodes)


@lru_cache(_KEPT)
def _tale(story: str, episodes: int) -> Tale:
    return Tale(Story.model_validate_json(story), episodes)
