"""espeak-ng, loaded at run time through ctypes: English phonemes for the neural voices, and a voice of its own.

The library keeps what it last said in globals, down to the phase of the voice. So it is loaded anew for every line,
which takes a millisecond: then the same line sounds the same whatever was said before it.
"""

import _ctypes
import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from math import log2
from typing import ClassVar

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from shared.events.request import Language
from shared.providers.studio.speech.bank import Voice
from shared.providers.studio.speech.delivery import Delivery
from shared.providers.studio.speech.sound import RATE, Sound, Timed, resampled
from shared.runtime.errors import Misconfigured

_SYNCHRONOUS, _PHONEME_EVENTS_AS_IPA = 2, 3
_PHONEME, _END, _UTF8 = 7, 6, 1
_SPEED, _PITCH, _RANGE = 1, 3, 4
_IPA_WITH_TIES = ord("^") << 8 | 0x82
_WORDS_A_MINUTE = {"zh-CN": 205, "en-US": 165}
_OWN_PITCH = {"zh-CN": (86, 167), "en-US": (99, 190)}  # Hz of men and women
_ACCENTS = {"zh-CN": "cmn", "en-US": "en-us"}

_MARKS = re.compile(r"\([a-z-]+\)|[0-9_|ˈˌ]")
_COMMON = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"), ("aɪ", "I"),
    ("aʊ", "W"), ("dʒ", "ʤ"), ("eɪ", "A"), ("tʃ", "ʧ"), ("ɔɪ", "Y"), ("r", "ɹ"), ("x", "k"), ("ɐ", "ə"), ("ʔ", "t"),
    ("ɬ", "l"), ("ɡ", "ɡ"), ("g", "ɡ"), ("ʲ", ""), ("\u0303", ""),
)  # fmt: skip
_AMERICAN = (
    ("o^ʊ", "O"), ("oʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""), ("ɚɹ", "əɹ"), ("ɚ", "əɹ"),
    ("ɾ", "T"), ("e", "A"), ("o", "ɔ"),
)  # fmt: skip
_BRITISH = (
    ("e^ə", "ɛː"), ("eə", "ɛː"), ("i^ə", "ɪə"), ("ə^ʊ", "Q"), ("əʊ", "Q"), ("o^ʊ", "Q"), ("oʊ", "Q"), ("ɚ", "ə"),
    ("ɾ", "t"), ("e", "ɛ"),
)  # fmt: skip
_SYLLABIC = re.compile(r"(\S)\u0329")


class _Id(ctypes.Union):
    _fields_: ClassVar = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_: ClassVar = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """The library, ready. Raises Misconfigured when it cannot be loaded."""

    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        except OSError as error:
            raise Misconfigured(f"espeak-ng cannot be loaded ({error}): reinstall espeakng-loader") from error
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._rate = self._library.espeak_Initialize(
            _SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _PHONEME_EVENTS_AS_IPA
        )
        if self._rate <= 0:
            raise Misconfigured("espeak-ng finds no voices: reinstall espeakng-loader")
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(1))  # breath and flutter are drawn by chance
        self._samples: list[NDArray[np.int16]] = []
        self._begun: list[tuple[float, str]] = []
        self._callback = _CALLBACK(self._receive)  # kept, for the library calls it after this returns
        self._library.espeak_SetSynthCallback(self._callback)

    def phonemes(self, text: str, british: bool = False) -> str:
        """English text in the neural model's spelling of phonemes; words are divided by spaces."""
        self._put_on("en-gb-x-rp" if british else "en-us")
        buffer = ctypes.create_string_buffer(text.encode())
        rest = ctypes.c_char_p(ctypes.addressof(buffer))
        spelled = []
        while rest.value:
            clause = self._library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_WITH_TIES)
            spelled.append((clause or b"").decode("utf-8", "ignore"))
        return _respelled(" ".join(spelled), british)

    def say(self, text: str, language: Language, voice: Voice, delivery: Delivery) -> Sound:
        """Speak the cleaned text with the voice's variant, phonemes as the library timed them."""
        self._put_on(f"{_ACCENTS[language]}+{voice.variant}")
        pitch = _pitch(voice.height * delivery.pitch * delivery.size, voice, language)
        speed = round(_WORDS_A_MINUTE[language] * delivery.speed * delivery.size)  # a smaller head is played faster
        for parameter, value in ((_SPEED, speed), (_PITCH, pitch), (_RANGE, min(round(50 * delivery.range), 99))):
            self._library.espeak_SetParameter(parameter, value, 0)
        self._samples, self._begun = [], []
        spoken = text.encode()
        self._library.espeak_Synth(spoken, len(spoken) + 1, 0, 0, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        samples = np.concatenate([*self._samples, np.zeros(1, np.int16)]).astype(np.float32) / np.float32(32768)
        stretch = delivery.size
        ends = [start for start, _ in self._begun[1:]] + [len(samples) / self._rate]
        timed = tuple(
            Timed(symbol, start * stretch, end * stretch)
            for (start, name), end in zip(self._begun, ends, strict=False)
            if (symbol := _MARKS.sub("", name)) and end > start
        )
        return Sound(resampled(samples, round(len(samples) * RATE / self._rate * stretch)), timed)

    def _put_on(self, voice: str) -> None:
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:  # it would crash at the next word
            raise Misconfigured(f"espeak-ng has no voice '{voice}': reinstall espeakng-loader")

    def close(self) -> None:
        """Forget everything: unload the library with all its state."""
        self._library.espeak_Terminate()
        _ctypes.dlclose(self._library._handle)

    def _receive(self, wave: "ctypes._Pointer[ctypes.c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
        if wave and count > 0:
            self._samples.append(np.ctypeslib.as_array(wave, (count,)).copy())
        index = 0
        while events[index].type != 0:
            event = events[index]
            if event.type == _PHONEME:
                self._begun.append((event.audio_position / 1000, event.id.string.decode("utf-8", "ignore")))
            elif event.type == _END:
                self._begun.append((event.audio_position / 1000, ""))
            index += 1
        return 0


@contextmanager
def espeak() -> Iterator[Espeak]:
    """The library as if nothing had ever been said; only one at a time in a process."""
    library = Espeak()
    try:
        yield library
    finally:
        library.close()


def _pitch(hertz: float, voice: Voice, language: Language) -> int:
    """The library's number for a pitch; as measured, 50 is what a variant's own speaker has, 57 more are an octave."""
    own = _OWN_PITCH[language][voice.variant[0] == "f"]
    return min(max(round(50 + 57 * log2(hertz / own)), 0), 99)


def _respelled(ipa: str, british: bool) -> str:
    for theirs, ours in (*_COMMON, *(_BRITISH if british else _AMERICAN)):
        ipa = ipa.replace(theirs, ours)
    return " ".join(_SYLLABIC.sub(r"ᵊ\1", ipa.replace("^", "")).replace("-", "").split())
