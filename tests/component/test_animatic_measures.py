"""What a viewer would notice, measured on decoded films: is it the same person, and does the right mouth speak?

Nothing here is trained; run with ``-s`` to see the distributions.
"""

import asyncio
import itertools
import wave
from dataclasses import dataclass
from typing import get_args

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from infra.gallery.people import PEOPLE
from infra.local.weights import ensure
from shared.artifacts.records import Emotion, Framing, Mouth, Move, Place, TimeOfDay
from shared.events.request import Language, Mood
from shared.providers import Actor, FilmBrief, SpeechBrief, Utterance
from shared.providers.studio.picture.film import film
from shared.providers.studio.picture.stage.staging import Mark
from shared.providers.studio.speech import StudioSpeech
from shared.runtime.children import Children
from tests.seeing import Box, Film, decoded

Numbers = NDArray[np.float64]

WIDTH, HEIGHT, FPS = 540, 960, 24
HERO, OTHERS = PEOPLE[0], tuple(PEOPLE[place] for place in (4, 2, 9, 10, 12, 1))
"""She is in every shot; the others take turns. Two of them are women with long dark hair as well."""
FRAMINGS: tuple[Framing, ...] = ("medium", "wide", "close-up", "medium", "over-shoulder", "wide", "medium")

# --- the same person?


@dataclass(frozen=True)
class Seen:
    """A person in a picture: colours of the head and the upper body from coarse place to place, RGB."""

    name: str
    head: Numbers
    body: Numbers

    def distance(self, other: "Seen") -> float:
        return _apart(self.head, other.head) + _apart(self.body, other.body)


def _apart(one: Numbers, other: Numbers) -> float:
    return float(np.linalg.norm(one - other, axis=-1).mean())


def seen(shot: Film, mark: Mark, number: int) -> Seen:
    """As the eye does, colours are taken by the light that falls on the cheek, and a face that looks left as one that
    looks right."""
    name, side = mark.actor.name, 1 if mark.yaw >= 0 else -1
    cheek = shot.cut_out(name, number, (side * 16 - 24, 22, side * 16 + 24, 52), (16, 10))
    light = np.median(cheek.reshape(-1, 3), axis=0).astype(np.float32)
    person = shot.cut_out(name, number, (-110, -140, 110, 260), (48, 88)) / np.maximum(light, 1)
    colours = np.sqrt(np.clip(person, 0, 1.6)).astype(np.float32)[:, ::side]
    coarse = cv2.resize(np.ascontiguousarray(colours), (12, 22), interpolation=cv2.INTER_AREA).astype(np.float64)
    y, x = np.mgrid[0:22, 0:12]
    across, down = (x + 0.5) / 12 * 220 - 110, (y + 0.5) / 22 * 400 - 140
    head = (across / 92) ** 2 + ((down + 10) / 118) ** 2 < 1
    body = ((down > 150) & (abs(across) < 100)) | ((down > 110) & (abs(across) < 50))
    return Seen(name, coarse[head], coarse[body])


def order(number: int) -> FilmBrief:
    """The shots differ in everything that may differ."""
    partner = OTHERS[number % len(OTHERS)]
    places, times, moods, moves = get_args(Place), get_args(TimeOfDay), get_args(Mood), get_args(Move)
    emotions = get_args(Emotion)
    closed = (Mouth(start=0, open=0.3, wide=0),)
    line = Utterance(
        speaker=HERO.name, emotion=emotions[number % len(emotions)], start=0, end=2, mouth=closed
    )  # the shot is about her
    return FilmBrief(
        place=places[number % len(places)], time=times[number % len(times)], mood=moods[number % len(moods)],
        framing=FRAMINGS[number % len(FRAMINGS)], move=moves[number % len(moves)], action="",
        actors=(HERO, partner) if number % 2 else (partner, HERO), utterances=(line,), seconds=2 / FPS,
        style="cinematic", seed=7, take=1 + number % 3, width=WIDTH, height=HEIGHT,
    )  # fmt: skip


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    """Everybody who is in focus in thirty shots."""
    path, found = tmp_path_factory.mktemp("shots") / "take.mp4", []
    for number in range(30):
        brief = order(number)
        film(brief, path)
        shot = decoded(brief, path)
        found += [seen(shot, mark, 1) for mark in shot.marks if not (mark.soft or mark.back)]
    return found


def pairs(people: list[Seen]) -> tuple[Numbers, Numbers]:
    """Distances between two pictures of one person, and between pictures of two people."""
    both = [(one.name == other.name, one.distance(other)) for one, other in itertools.combinations(people, 2)]
    return np.array([far for same, far in both if same]), np.array([far for same, far in both if not same])


def ranked(same: Numbers, different: Numbers) -> float:
    """The area under the ROC curve: how often two pictures of one person are more alike than those of two."""
    return float((same[:, None] < different[None, :]).mean())


def test_a_character_is_the_same_in_thirty_shots_and_no_other(people: list[Seen]) -> None:
    assert sum(person.name == HERO.name for person in people) == 30
    same, different = pairs(people)
    order, high, low = ranked(same, different), np.percentile(same, 95), np.percentile(different, 5)
    print(f"\nsame person: median {np.median(same):.2f}, 95 % below {high:.2f}, all below {same.max():.2f}")
    print(f"different: all above {different.min():.2f}, 95 % above {low:.2f}, median {np.median(different):.2f}")
    print(f"AUC {order:.4f} of {len(same)} and {len(different)} pairs")
    assert order > 0.99
    assert high < low
    assert np.median(different) > 2 * np.median(same)


def test_whoever_is_seen_is_most_like_another_picture_of_the_same_person(people: list[Seen]) -> None:
    wrong = []
    for person in people:
        nearest = min((other for other in people if other is not person), key=person.distance)
        wrong += [(person.name, nearest.name)] * (nearest.name != person.name)
    assert wrong == []


def test_faces_without_clothes_are_told_apart_too(people: list[Seen]) -> None:
    both = [(a.name == b.name, _apart(a.head, b.head)) for a, b in itertools.combinations(people, 2)]
    same = np.array([far for is_same, far in both if is_same])
    different = np.array([far for is_same, far in both if not is_same])
    order = ranked(same, different)
    print(f"\nheads alone: same {np.median(same):.2f}, different {np.median(different):.2f}, AUC {order:.3f}")
    assert order > 0.8


# --- does the right mouth speak, and when?

LAGS = np.arange(-0.2, 0.201, 0.01)
SCENES: dict[Language, tuple[tuple[Actor, str, str, Emotion], ...]] = {
    "zh-CN": (
        (PEOPLE[0], "zf_xiaoxiao", "奶奶，旧棉袄里怎么藏着一个红包？", "sad"),
        (PEOPLE[9], "zm_yunyang", "快放下！那不是留给你的。", "angry"),
    ),
    "en-US": (
        (PEOPLE[1], "af_heart", "Why did you never tell me about the letter?", "sad"),
        (PEOPLE[10], "am_michael", "Because you were only nine years old.", "neutral"),
    ),
}


@dataclass(frozen=True)
class Heard:
    """A line: who speaks, from when on, and its sound at 24 kHz."""

    speaker: str
    start: float
    sound: Numbers

    @property
    def seconds(self) -> float:
        return len(self.sound) / 24_000

    def force(self, moments: Numbers, window: float = 0.06) -> Numbers:
        """Root mean square of the sound around each moment of the shot."""
        power = np.concatenate([[0.0], np.cumsum(self.sound**2)])
        ends = [np.clip((moments - self.start + half) * 24_000, 0, len(self.sound)).astype(int) for half in
                (-window / 2, window / 2)]  # fmt: skip
        return np.asarray(np.sqrt((power[ends[1]] - power[ends[0]]) / (window * 24_000)))


@dataclass(frozen=True)
class Scene:
    """A dialogue of two that was spoken and filmed; ``mouths`` are the open pixels in each frame."""

    lines: tuple[Heard, ...]
    mouths: dict[str, Numbers]

    @property
    def moments(self) -> Numbers:
        return np.arange(len(next(iter(self.mouths.values())))) / FPS

    def during(self, line: Heard) -> NDArray[np.bool_]:
        return (self.moments >= line.start - 0.1) & (self.moments <= line.start + line.seconds + 0.2)


def opened(shot: Film, mark: Mark, number: int) -> int:
    """Pixels of the dark red inside of the mouth; what reaches in from outside (hair, collar) touches the edge."""
    middle = 70 * np.sin(np.radians(mark.yaw + 6 * mark.partner))
    box: Box = (middle - 64, 34, middle + 64, 112)
    part = shot.cut_out(mark.actor.name, number, box, (128, 78)).astype(np.int16)
    skin = np.median(part[:30].reshape(-1, 3), axis=0)
    red, green, blue = part[..., 0], part[..., 1], part[..., 2]
    dark = (green < 0.36 * skin[1]) & (blue < 0.5 * skin[2]) & (red < 0.72 * skin[0]) & (red >= green + 4)
    _, _, blobs, centres = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    inside = [
        int(size)
        for (left, top, wide, tall, size), (x, _) in zip(blobs[1:], centres[1:], strict=True)
        if size >= 8 and left > 0 and top > 0 and left + wide < 128 and top + tall < 78 and abs(x - 64) < 40
        and 2 * wide >= tall
    ]  # fmt: skip
    return sum(inside)


@pytest.fixture(scope="module", params=list(SCENES))
def scene(request: pytest.FixtureRequest, children: Children, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    status = ensure()
    assert status.voices, status.note
    folder, lines, utterances, now = tmp_path_factory.mktemp("scene"), [], [], 0.4
    speech = StudioSpeech(children, status.folder)
    for actor, voice, text, emotion in SCENES[request.param]:
        brief = SpeechBrief(text=text, language=request.param, voice=voice, emotion=emotion)
        spoken = asyncio.run(speech.speak(brief, folder / "line.wav"))
        with wave.open(str(folder / "line.wav")) as file:
            sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        mouth = tuple(mark.model_copy(update={"start": now + mark.start}) for mark in spoken.mouth)
        end = now + spoken.seconds
        utterances.append(Utterance(speaker=actor.name, emotion=emotion, start=now, end=end, mouth=mouth))
        lines.append(Heard(actor.name, now, sound))
        now = end + 0.5
    order = FilmBrief(
        place="living-room", time="night", mood="dramatic", framing="medium", move="static", action="",
        actors=tuple(actor for actor, *_ in SCENES[request.param]), utterances=tuple(utterances), seconds=now,
        style="cinematic", seed=7, width=WIDTH, height=HEIGHT,
    )  # fmt: skip
    film(order, folder / "take.mp4")
    shot = decoded(order, folder / "take.mp4")
    numbers = range(len(shot.frames))
    return Scene(
        tuple(lines),
        {mark.actor.name: np.array([opened(shot, mark, n) for n in numbers], float) for mark in shot.marks},
    )


def related(one: Numbers, other: Numbers) -> float:
    """Pearson's correlation; none where nothing moves."""
    return 0.0 if one.std() < 1e-9 or other.std() < 1e-9 else float(np.corrcoef(one, other)[0, 1])


def test_the_speaker_s_mouth_opens_with_the_voice_and_not_late(scene: Scene) -> None:
    for line in scene.lines:
        during = scene.during(line)
        mouth, moments = scene.mouths[line.speaker][during], scene.moments[during]
        found = related(mouth, line.force(moments))
        shifted = [related(mouth, line.force(moments - lag)) for lag in LAGS]
        lag = float(LAGS[int(np.argmax(shifted))])
        print(f"\n{line.speaker}: correlation {found:.2f}, best at {1000 * lag:+.0f} ms ({max(shifted):.2f})")
        assert found >= 0.6
        assert abs(lag) <= 0.0401


def quickly(mouth: Numbers) -> Numbers:
    """What changes within a third of a second, as speech does: what a face feels opens the lips once and stays."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(mouth, 4, mode="edge"), 9)
    return np.asarray(mouth - np.median(around, axis=1))


def test_a_listener_s_mouth_does_not_speak(scene: Scene) -> None:
    for line, other in itertools.permutations(scene.lines, 2):
        during = scene.during(line)
        said, heard = scene.mouths[line.speaker][during], scene.mouths[other.speaker][during]
        assert quickly(said).std() > 0.25 * said.std()  # so that this can see speech at all
        quick = quickly(heard)
        quick[np.abs(quick) < 0.22 * np.percentile(said, 95)] = 0  # the seam of closed lips is dark, too
        found = related(quick, line.force(scene.moments[during]))
        print(f"\n{other.speaker} listens: correlation {found:+.2f}, moves {quick.std() / said.std():.1%} as much")
        assert abs(found) <= 0.1
        assert quick.std() < 0.1 * said.std()


def test_mouths_are_closed_when_nobody_speaks(scene: Scene) -> None:
    quiet = np.ones(len(scene.moments), bool)
    for line in scene.lines:
        quiet &= (scene.moments < line.start - 0.1) | (scene.moments > line.start + line.seconds + 0.2)
    assert quiet.sum() > 8
    for line in scene.lines:
        mouth = scene.mouths[line.speaker]
        full = np.percentile(mouth[scene.during(line)], 95)
        print(f"\n{line.speaker}: {np.median(mouth[quiet]) / full:.0%} open in silence")
        assert np.median(mouth[quiet]) < 0.35 * full
