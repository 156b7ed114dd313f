"""The studio's speech, heard and measured: neural voices, and espeak-ng where there are none."""

import asyncio
import os
import subprocess
import sys
import wave
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from infra.local.weights import ensure
from shared.artifacts.records import Emotion, Gender
from shared.events.request import Language
from shared.providers.ports import SpeechBrief, Spoken
from shared.providers.studio.speech import StudioSpeech
from shared.runtime.children import Children
from shared.runtime.errors import Misconfigured, Permanent

ROOT = Path(__file__).parents[2]
RATE = 24_000
CHINESE = "妈，我回来了，你怎么还没睡？"
ENGLISH = "Why did you never tell me that?"
Samples = NDArray[np.float64]


class Studio:
    """An adapter with a folder for what it speaks; equal lines are spoken once."""

    def __init__(self, speech: StudioSpeech, folder: Path) -> None:
        self.speech, self.folder = speech, folder
        self.say = cache(self._say)

    def _say(
        self, text: str, language: Language, voice: str, emotion: Emotion = "neutral", style: str = "", age: int = 30
    ) -> tuple[Spoken, Samples]:
        brief = SpeechBrief(text=text, language=language, voice=voice, emotion=emotion, style=style, age=age)
        into = self.folder / "line.wav"
        spoken = asyncio.run(self.speech.speak(brief, into))
        with wave.open(str(into)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
            return spoken, np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


@pytest.fixture(scope="module")
def neural(children: Children, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    status = ensure()
    assert status.voices, status.note
    return Studio(StudioSpeech(children, status.folder), tmp_path_factory.mktemp("neural"))


@pytest.fixture(scope="module")
def plain(children: Children, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    folder = tmp_path_factory.mktemp("plain")
    return Studio(StudioSpeech(children, folder / "no-weights"), folder)


@pytest.fixture(params=["kokoro-82m", "espeak-ng"])
def studio(request: pytest.FixtureRequest, neural: Studio, plain: Studio) -> Studio:
    studio = neural if request.param == "kokoro-82m" else plain
    assert studio.speech.model == request.param
    return studio


def loudness(samples: Samples, window: int = 240) -> Samples:
    """Root mean square of every 10 ms."""
    whole = len(samples) // window * window
    return np.asarray(np.sqrt(np.square(samples[:whole]).reshape(-1, window).mean(axis=1)))


def pitch(samples: Samples) -> float:
    """Median fundamental in Hz, by autocorrelation over loud windows."""
    found = []
    for start in range(0, len(samples) - 1200, 480):
        piece = samples[start : start + 1200] * np.hanning(1200)
        if np.abs(piece).max() > 0.05:
            similar = np.fft.irfft(np.abs(np.fft.rfft(piece, 4096)) ** 2)[: RATE // 60]
            lag = RATE // 450 + int(np.argmax(similar[RATE // 450 :]))
            if similar[lag] > 0.35 * similar[0]:
                found.append(RATE / lag)
    return float(np.median(found))


def treble(samples: Samples) -> float:
    """Energy above 2 kHz against the rest, in dB."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    split = round(2000 * len(samples) / RATE)
    return float(10 * np.log10(power[split:].sum() / power[:split].sum()))


def seconds(spoken: tuple[Spoken, Samples]) -> float:
    return spoken[0].seconds


LINES: tuple[tuple[str, Language, str], ...] = (
    (CHINESE, "zh-CN", "zf_xiaobei"),
    (CHINESE, "zh-CN", "zm_jianguo"),
    (ENGLISH, "en-US", "bm_george"),
)


@pytest.mark.parametrize(("text", "language", "voice"), LINES)
def test_a_line_is_trimmed_level_and_measured(studio: Studio, text: str, language: Language, voice: str) -> None:
    spoken, samples = studio.say(text, language, voice)
    assert spoken.seconds == pytest.approx(len(samples) / RATE, abs=0.001)
    assert 1.2 < spoken.seconds < 4.5
    loud = loudness(samples, 120)
    heard = np.flatnonzero(loud > 10 ** (-46 / 20))
    assert heard[0] * 0.005 <= 0.03
    assert (len(loud) - 1 - heard[-1]) * 0.005 <= 0.06
    voiced = loudness(samples, 480)
    voiced = voiced[voiced > voiced.max() * 10 ** (-25 / 20)]
    assert 20 * np.log10(np.sqrt(np.square(voiced).mean())) == pytest.approx(-20, abs=1)
    assert np.abs(samples).max() < 0.92


@pytest.mark.parametrize(("text", "language", "voice"), LINES)
def test_the_mouth_follows_the_sound(studio: Studio, text: str, language: Language, voice: str) -> None:
    spoken, samples = studio.say(text, language, voice)
    heard = loudness(samples)
    moments = (np.arange(len(heard)) + 0.5) * 0.01
    opened = np.interp(moments, [target.start for target in spoken.mouth], [target.open for target in spoken.mouth])
    assert np.corrcoef(opened, heard)[0, 1] >= 0.6
    assert opened.max() > 0.6
    assert spoken.mouth[0].open == spoken.mouth[-1].open == 0


@pytest.mark.parametrize(("text", "language", "voice"), LINES)
def test_phonemes_come_in_order_within_the_line(studio: Studio, text: str, language: Language, voice: str) -> None:
    spoken, _ = studio.say(text, language, voice)
    assert len(spoken.phonemes) > 10
    edges = [edge for phoneme in spoken.phonemes for edge in (phoneme.start, phoneme.end)]
    assert edges == sorted(edges)
    assert edges[0] < 0.15
    assert spoken.seconds - edges[-1] < 0.35
    assert edges[-1] <= spoken.seconds


def test_the_lips_meet_on_the_first_sound_of_mama(neural: Studio) -> None:
    spoken, _ = neural.say("爸爸，妈妈。", "zh-CN", "zf_xiaobei")
    lips = [phoneme for phoneme in spoken.phonemes if phoneme.symbol in ("p", "m")]
    assert [phoneme.symbol for phoneme in lips] == ["p", "p", "m", "m"]
    for phoneme in lips[1:]:
        within = [target.open for target in spoken.mouth if phoneme.start + 0.01 <= target.start <= phoneme.end]
        assert min(within) < 0.05


def test_emotions_sound_different(neural: Studio) -> None:
    emotions: tuple[Emotion, ...] = ("neutral", "angry", "sad", "surprised", "afraid")
    said = {emotion: neural.say("你怎么还没睡", "zh-CN", "zf_xiaobei", emotion) for emotion in emotions}
    assert max(seconds(said["angry"]), seconds(said["afraid"])) < seconds(said["neutral"]) < seconds(said["sad"])
    height = {emotion: pitch(samples) for emotion, (_, samples) in said.items()}
    assert height["sad"] < height["neutral"] * 0.97
    assert height["surprised"] > height["neutral"] * 1.08
    assert min(height["angry"], height["afraid"]) > height["neutral"] * 1.04
    level = {emotion: 20 * np.log10(np.sqrt(np.square(samples).mean())) for emotion, (_, samples) in said.items()}
    assert level["sad"] + 1.5 < level["neutral"] < level["angry"] - 1
    assert treble(said["sad"][1]) < treble(said["neutral"][1]) < treble(said["angry"][1])


@pytest.mark.parametrize(("emotion", "least", "most"), [("angry", 0.2, 0.42), ("sad", 0.45, 0.9)])
def test_an_ellipsis_is_a_silence_in_which_the_mouth_is_closed(
    neural: Studio, emotion: Emotion, least: float, most: float
) -> None:
    spoken, samples = neural.say("奶奶……我回来了", "zh-CN", "zf_xiaobei", emotion)
    silent = np.flatnonzero(loudness(samples) < 0.0005)
    inside = silent[(silent > 20) & (silent < len(samples) // 240 - 20)]
    assert least < len(inside) * 0.01 < most
    middle = float(inside.mean()) * 0.01
    assert np.interp(middle, [target.start for target in spoken.mouth], [target.open for target in spoken.mouth]) == 0


def test_a_comma_is_a_short_rest(neural: Studio) -> None:
    samples = neural.say(CHINESE, "zh-CN", "zf_xiaobei")[1]
    quiet = loudness(samples)[5:-5] < 0.004
    assert 0.12 < quiet.sum() * 0.01 < 0.5


def timbre(samples: Samples) -> Samples:
    """The shape of the spectrum: log energy of 20 bands from 100 Hz to 8 kHz, less its mean."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    edges = np.geomspace(100, 8000, 21)
    bands = [power[(hertz >= low) & (hertz < high)].mean() for low, high in pairwise(edges)]
    shape = 10 * np.log10(np.array(bands) + 1e-12)
    return np.asarray(shape - shape.mean())


PEOPLE: tuple[tuple[Gender, int], ...] = (
    ("female", 8), ("male", 9), ("female", 24), ("male", 25), ("female", 45), ("male", 46), ("female", 72), ("male", 75)
)  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [("zh-CN", "你怎么还没睡"), ("en-US", "Why did you never tell me?")])
def test_eight_characters_of_a_drama_are_told_apart(neural: Studio, language: Language, text: str) -> None:
    taken: list[str] = []
    said: list[tuple[float, Samples]] = []
    for gender, age in PEOPLE:
        taken.append(neural.speech.cast_voice(language, gender, age, frozenset(taken)))
        samples = neural.say(text, language, taken[-1], age=age)[1]
        said.append((pitch(samples), timbre(samples)))
    for (one, shape), (other, form) in combinations(said, 2):
        semitones = abs(12 * np.log2(one / other))
        assert semitones / 2 + np.abs(shape - form).mean() / 2 > 1
    girl, boy, woman, man, _, _, old_woman, old_man = (height for height, _ in said)
    assert min(girl, boy) > woman > old_woman
    assert woman > max(man, old_man)


def test_a_man_an_old_woman_and_a_child_are_told_apart_by_pitch(neural: Studio) -> None:
    man = pitch(neural.say("你怎么还没睡", "zh-CN", "zm_jianguo", age=55)[1])
    old = pitch(neural.say("你怎么还没睡", "zh-CN", "zf_nainai", age=75)[1])
    child = pitch(neural.say("你怎么还没睡", "zh-CN", "zf_tongtong", age=8)[1])
    assert man * 1.3 < old
    assert old * 1.3 < child


def test_the_same_brief_gives_the_same_file(studio: Studio) -> None:
    first = studio.say(ENGLISH, "en-US", "bm_george")
    studio.say("Go.", "en-US", "am_puck")
    again = studio._say(ENGLISH, "en-US", "bm_george")
    assert again[0] == first[0]
    assert np.array_equal(again[1], first[1])


@pytest.mark.parametrize("text", ["", "😀", "مرحبا", "<b></b>", "？！……", "%"])
def test_text_without_a_sound_is_a_short_silence(studio: Studio, text: str) -> None:
    spoken, samples = studio.say(text, "zh-CN", "zf_xiaobei")
    assert 0.1 < spoken.seconds < 1
    assert spoken.phonemes == ()
    assert not samples.any()
    assert {target.open for target in spoken.mouth} == {0}


@pytest.mark.parametrize("text", ["嗯", "<i>好</i>😀", "A1—B2…", "\x00\ud800好 hi"])
def test_odd_text_is_spoken_all_the_same(studio: Studio, text: str) -> None:
    spoken, samples = studio.say(text, "zh-CN", "zf_xiaobei")
    assert spoken.phonemes
    assert np.abs(samples).max() > 0.1


def test_a_machine_without_weights_says_that_robots_speak(
    children: Children, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert StudioSpeech(children, tmp_path).model == "espeak-ng"
    assert str(tmp_path) in caplog.text
    assert "espeak-ng" in caplog.text


def test_robots_have_the_pitch_of_those_they_speak_for(plain: Studio) -> None:
    heights = [pitch(plain.say(CHINESE, "zh-CN", voice)[1]) for voice in ("zf_tongtong", "zf_ruolan", "zm_yunyang")]
    assert heights[0] > 1.2 * heights[1] > 1.8 * heights[2]


def test_an_unknown_voice_is_refused(studio: Studio) -> None:
    with pytest.raises(Permanent, match="zf_nobody"):
        studio.say("你好", "zh-CN", "zf_nobody")


def test_a_wished_voice_wins_even_if_it_is_taken(studio: Studio) -> None:
    taken = frozenset({"zf_xiaoxiao"})
    assert studio.speech.cast_voice("zh-CN", "female", 25, taken, wish="zf_xiaoxiao") == "zf_xiaoxiao"
    assert studio.speech.cast_voice("zh-CN", "female", 25, taken) != "zf_xiaoxiao"
    with pytest.raises(Permanent):
        studio.speech.cast_voice("zh-CN", "female", 25, taken, wish="af_heart")


def test_damaged_weights_are_named(children: Children, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    (folder / "voices").mkdir(parents=True)
    for voice in (ensure().folder / "voices").glob("*.bin"):
        (folder / "voices" / voice.name).symlink_to(voice)
    (folder / "kokoro.onnx").write_bytes(b"not a model")
    studio = Studio(StudioSpeech(children, folder), tmp_path)
    with pytest.raises(Misconfigured, match="damaged"):
        studio.say("你好", "zh-CN", "zf_xiaobei")


def test_nobody_is_told_that_somebody_spoke(tmp_path: Path) -> None:
    """The models' runtime reports to its makers unless it is told not to, and keeps a mark of the machine at home."""
    speak = (
        "from pathlib import Path; from infra.local.weights import ensure; "
        "from shared.providers.studio.speech.kokoro import kokoro; kokoro(ensure().folder)"
    )
    home = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", speak], cwd=ROOT, env=home, check=True)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
