"""One line from text to sound: what runs in a child process."""

from pathlib import Path

from shared.artifacts.records import Phoneme
from shared.events.request import Language
from shared.providers.ports import SpeechBrief, Spoken
from shared.providers.studio.speech import bank, english
from shared.providers.studio.speech.bank import Voice
from shared.providers.studio.speech.delivery import Delivery, deliver
from shared.providers.studio.speech.espeak import espeak
from shared.providers.studio.speech.kokoro import kokoro
from shared.providers.studio.speech.mouth import track
from shared.providers.studio.speech.sound import Sound, coloured, levelled, silence, trimmed, write
from shared.providers.studio.speech.text import clean, runs

NOTHING_TO_SAY = 0.3
"""Seconds of silence that stand for a text without any sound in it."""


def speak(brief: SpeechBrief, into: Path, weights: Path | None) -> Spoken:
    """Speak the brief into a WAV file, with the neural voices of ``weights`` or else with espeak-ng."""
    voice = bank.find(brief.voice, brief.language)
    delivery = deliver(voice, brief.emotion, brief.style, brief.age)
    text = speakable(brief.text, brief.language)
    sound = _said(text, brief, voice, delivery, weights) if text else silence(NOTHING_TO_SAY)
    if not sound.timed:
        sound = silence(NOTHING_TO_SAY)
    sound = trimmed(levelled(coloured(sound, delivery.effort), delivery.decibels))
    write(sound.samples, into)
    phonemes = tuple(
        Phoneme(symbol=symbol, start=round(start, 3), end=round(end, 3)) for symbol, start, end in sound.timed
    )
    return Spoken(seconds=round(sound.seconds, 4), phonemes=phonemes, mouth=track(sound))


def speakable(text: str, language: Language) -> str:
    """The text as it is read out; empty when nothing in it has a sound."""
    cleaned = clean(text)
    if language != "zh-CN":
        return english.names(english.numbers(cleaned))
    from shared.providers.studio.speech import mandarin  # noqa: PLC0415 (dictionaries: half a second and 90 MB)

    return mandarin.numbers(cleaned)


def phonemes(text: str, british: bool, excited: bool = False) -> str:
    """Speakable text in the model's phonemes: each run by the language of its script. ``excited`` ends it with "!"."""
    spelled = ""
    for kind, piece in runs(text):
        if kind == "pause":
            spelled = spelled.rstrip() + piece + " "
        else:
            spelled += (_mandarin(piece) if kind == "han" else _english(piece, british)) + " "
    spelled = spelled.strip()
    if spelled and spelled[-1] not in "?!…—.;:,":
        spelled += "."
    return spelled[:-1] + "!" if excited and spelled.endswith(".") else spelled


def _said(text: str, brief: SpeechBrief, voice: Voice, delivery: Delivery, weights: Path | None) -> Sound:
    if weights is None:
        with espeak() as library:
            return library.say(_in_one_script(text, brief.language), brief.language, voice, delivery)
    excited = brief.emotion in ("angry", "surprised")
    return kokoro(weights).say(phonemes(text, voice.british, excited), voice, delivery)


def _mandarin(han: str) -> str:
    from shared.providers.studio.speech import mandarin  # noqa: PLC0415 (slow)

    return mandarin.phonemes(han)


def _english(text: str, british: bool) -> str:
    with espeak() as library:
        return library.phonemes(text, british)


def _in_one_script(text: str, language: Language) -> str:
    """espeak-ng reads Latin letters in Mandarin, but spells Chinese characters out in English."""
    if language == "zh-CN":
        return text
    from shared.providers.studio.speech import mandarin  # noqa: PLC0415 (slow)

    return " ".join(mandarin.romanised(run.text) if run.kind == "han" else run.text for run in runs(text))
