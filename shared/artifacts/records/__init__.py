"""The records that services leave for each other, a module for each service: what the keys in events stand for.

Times are seconds, sizes pixels, money USD, loudness LUFS. A record is written once and never changed.
"""

from shared.artifacts.records.audio import Join, Mouth, Phoneme, Score, ScoreJoin, SpokenLine, Sting, Stretch
from shared.artifacts.records.base import Made, Media, Record
from shared.artifacts.records.character import Cast, Member, Verdict
from shared.artifacts.records.compositor import Conformed, Master, Quality, TimelineCard, TimelineLine, TimelineShot
from shared.artifacts.records.script import (
    Character,
    Draft,
    Emotion,
    Framing,
    Gender,
    Line,
    Move,
    Outline,
    Place,
    Plan,
    SceneWords,
    Shot,
    Story,
    TimeOfDay,
    WordedLine,
    WordedShot,
    WrittenScene,
)
from shared.artifacts.records.showrunner import Cut, Delivery
from shared.artifacts.records.video import Reference, Take

__all__ = [
    "Cast",
    "Character",
    "Conformed",
    "Cut",
    "Delivery",
    "Draft",
    "Emotion",
    "Framing",
    "Gender",
    "Join",
    "Line",
    "Made",
    "Master",
    "Media",
    "Member",
    "Mouth",
    "Move",
    "Outline",
    "Phoneme",
    "Place",
    "Plan",
    "Quality",
    "Record",
    "Reference",
    "SceneWords",
    "Score",
    "ScoreJoin",
    "Shot",
    "SpokenLine",
    "Sting",
    "Story",
    "Stretch",
    "Take",
    "TimeOfDay",
    "TimelineCard",
    "TimelineLine",
    "TimelineShot",
    "Verdict",
    "WordedLine",
    "WordedShot",
    "WrittenScene",
]
