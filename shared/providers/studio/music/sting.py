"""The accent of the turn: a rush, a blow, and what it leaves hanging, in the key of the drama."""

from shared.providers.studio.music.arrange import Arranged, Note
from shared.providers.studio.music.mix import LOUDNESS, balanced, faded, gain_to, roomy
from shared.providers.studio.music.moods import CONTRABASS, ORCHESTRA_HIT, REVERSE_CYMBAL, TAIKO, TIMPANI, Part
from shared.providers.studio.music.players import Player, Stereo
from shared.providers.studio.music.theme import key

RUSH = 1.4
"""Seconds from the beginning of the sting to its blow."""
HANGS = 3.0
"""Seconds after the blow in which it dies away."""

_ABOVE = 4.0  # dB above the music


def play_sting(seed: int, player: Player) -> Stereo:
    """The sting at its level: the blow falls at RUSH, the end is silent."""
    sound = roomy(balanced(_notes(key(seed) - 24), player, RUSH + HANGS))
    return faded(sound * gain_to(sound, LOUDNESS + _ABOVE), HANGS * 0.6)


def _notes(low: int) -> Arranged:
    return [
        (Part("drums", REVERSE_CYMBAL, lift=-5), [Note(0, RUSH, 60, 0.7)]),
        (Part("drums", TAIKO, pan=-0.2, lift=4), [Note(RUSH, 1.5, 40, 1.0), Note(RUSH + 0.02, 1.5, 45, 0.9)]),
        (Part("drums", TIMPANI, pan=0.2, lift=2), [Note(RUSH, 2.0, low + 12, 1.0)]),
        (Part("pad", ORCHESTRA_HIT, lift=4), [Note(RUSH, 1.2, low + 24, 0.8)]),
        (Part("drone", CONTRABASS), [Note(RUSH, 2.2, low + step, 0.9) for step in (0, 7, 12)]),
    ]
