"""The character stage: who may appear, and what the check of a take found."""

from shared.artifacts.records.base import Made, Media, Record
from shared.artifacts.records.script import Character
from shared.events import Digest
from shared.events.request import Language


class Member(Record):
    """A character with its locked look and voice. ``palette`` (``#rrggbb``: skin, hair, outfit) is the anchor's."""

    character: Character
    voice: str
    anchor: Media
    palette: tuple[str, ...]
    made: Made


class Cast(Record):
    """Everybody who may appear, ``character/casts/<fingerprint>.json``."""

    language: Language
    style: str
    members: tuple[Member, ...]

    def member(self, name: str) -> Member:
        """The member of that name; KeyError if nobody has it."""
        for member in self.members:
            if member.character.name == name:
                return member
        raise KeyError(name)


class Verdict(Record):
    """What the check of a take found, ``character/verdicts/<fingerprint>.json``; no reasons means that it passed."""

    take: Digest
    reasons: tuple[str, ...]
    measures: dict[str, float]
    made: Made

    @property
    def passed(self) -> bool:
        return not self.reasons
