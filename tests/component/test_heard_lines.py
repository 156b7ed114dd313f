"""Lines of which we know when each sound falls, taken for those of a stranger: how near the guess comes."""

from pathlib import Path

import numpy as np
import pytest

from infra.local.weights import ensure
from shared.events.request import Language
from shared.providers import SpeechBrief, Spoken
from shared.providers.remote.heard import heard
from shared.providers.studio.speech import StudioSpeech
from shared.runtime import ffmpeg
from shared.runtime.children import Children
from shared.runtime.errors import Permanent

LINES: list[tuple[Language, str, str]] = [
    ("zh-CN", "zf_xiaoxiao", "你早就知道了，对不对？这三十年，你一个字都没说过。"),
    ("zh-CN", "zm_yunxi", "站住！把红包放下，我们慢慢说。"),
    ("en-US", "af_heart", "Who are you? I have never seen this letter before."),
]


@pytest.fixture(scope="module")
def studio(children: Children) -> StudioSpeech:
    status = ensure()
    assert status.voices, status.note
    return StudioSpeech(children, status.folder)


def starts(spoken: Spoken) -> tuple[list[str], np.ndarray]:
    return [phone.symbol for phone in spoken.phonemes], np.array([phone.start for phone in spoken.phonemes])


@pytest.mark.parametrize(("language", "voice", "text"), LINES)
async def test_a_mouth_is_hardly_ever_a_tenth_of_a_second_off(
    studio: StudioSpeech, children: Children, tmp_path: Path, language: Language, voice: str, text: str
) -> None:
    brief = SpeechBrief(text=text, language=language, voice=voice, emotion="neutral")
    known = await studio.speak(brief, tmp_path / "line.wav")
    guessed = await children.run(heard, tmp_path / "line.wav", brief, tmp_path / "heard.wav")
    (sounds, true), (same, told) = starts(known), starts(guessed)
    assert sounds == same
    assert guessed.seconds == pytest.approx(known.seconds, abs=0.02)
    assert np.abs(true - told).mean() < 0.08
    assert np.quantile(np.abs(true - told), 0.9) < 0.15


async def test_a_line_in_another_format_is_heard_alike(
    studio: StudioSpeech, children: Children, tmp_path: Path
) -> None:
    language, voice, text = LINES[1]
    brief = SpeechBrief(text=text, language=language, voice=voice, emotion="neutral")
    known = await studio.speak(brief, tmp_path / "line.wav")
    ffmpeg.run(["-i", str(tmp_path / "line.wav"), "-ac", "2", "-ar", "44100", str(tmp_path / "line.mp3")], "encode")
    guessed = await children.run(heard, tmp_path / "line.mp3", brief, tmp_path / "heard.wav")
    assert guessed.seconds == pytest.approx(known.seconds, abs=0.05)


async def test_what_is_no_sound_is_said_to_be_none(children: Children, tmp_path: Path) -> None:
    (tmp_path / "line.wav").write_bytes(b"RIFF" + bytes(200))
    brief = SpeechBrief(text="Hello", language="en-US", voice="holysheep/Emma", emotion="neutral")
    with pytest.raises(Permanent, match="could not read the line"):
        await children.run(heard, tmp_path / "line.wav", brief, tmp_path / "heard.wav")
