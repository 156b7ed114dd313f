"""What shapes a take: an animatic is drawn by its words, a film that may be bought shows the person of the anchor."""

import pytest

from services.video.core import brief_take
from services.video.takes import Ordered
from shared.artifacts.library import OpenCut
from shared.artifacts.records import Cast, Character, Cut, Line, Made, Media, Member, Mouth, Plan, Shot, SpokenLine
from shared.events import Digest, ShotVoiced, VoicedLine, digest, shot_id
from shared.events.ids import canonical
from shared.providers import FilmBrief
from tests.briefs import CUT

MADE = Made(provider="studio", model="m", operation="portray", seconds=1)
ANIMATIC = CUT.model_copy(update={"track": "animatic", "quality": "animatic"})


def picture(content: str) -> Media:
    sha256: Digest = digest(content)
    return Media(blob=f"character/blobs/{sha256}", sha256=sha256, size=1, media_type="image/png")


def member(name: str, look: str = "") -> Member:
    person = Character(name=name, role="protagonist", gender="female", age=24)
    return Member(character=person, voice="zf_xiaoxiao", anchor=picture(name + look), palette=("#f0d0b0",), made=MADE)


def brief(cut: Cut, seen: str, said: dict[str, float], look: str = "") -> FilmBrief:
    """A take with those people, each of whom has one line of so many seconds; the first of them looks like that."""
    cast = Cast(language="zh-CN", style="cinematic", members=(member("A", look), member("B"), member("C")))
    lines = tuple(Line(id=f"e01-s01-l{n:02}", speaker=name, text="好。") for n, name in enumerate(said, 1))
    shot = Shot(
        id="e01-s01", place="kitchen", time="day", mood="comedic", framing="medium", seconds=6,
        characters=tuple(seen), lines=lines,
    )  # fmt: skip
    plan = Plan(
        number=1,
        title="红包",
        drama_title="红包",
        language="zh-CN",
        style="cinematic",
        seed=7,
        music=False,
        shots=(shot,),
    )
    spoken = {
        line.id: SpokenLine(
            fingerprint="a" * 64, audio=picture(line.id), voice="v", seconds=said[line.speaker], phonemes=(),
            mouth=(Mouth(start=0, open=0, wide=0),), made=MADE,
        )
        for line in lines
    }  # fmt: skip
    voiced = [VoicedLine(line=each.id, record="audio/lines/a", start=0.0, seconds=said[each.speaker]) for each in lines]
    order = ShotVoiced(
        drama="red", episode="red.e01", cut="c" * 64, shot=shot_id("red", "e01-s01"), lines=voiced, seconds=6
    )
    return brief_take(OpenCut(order.cut, cut, plan, cast), order, spoken, 1)


@pytest.mark.parametrize(
    ("seen", "said", "subject"),
    [
        ("B", {}, "B"),
        ("B", {"A": 3.0}, "B"),
        ("AB", {}, "A"),
        ("AB", {"A": 1.0, "B": 2.0}, "B"),
        ("AB", {"A": 1.0, "C": 2.0}, "A"),
        ("BA", {"A": 1.0, "B": 1.0}, "B"),
    ],
    ids=["alone", "alone, another is heard", "silent", "speaks longest", "is seen", "a tie"],
)
def test_a_take_shows_whom_it_is_about(seen: str, said: dict[str, float], subject: str) -> None:
    found = brief(CUT, seen, said)
    assert found.subject and found.subject.name == subject
    assert found.anchor == member(subject).anchor


def test_an_empty_place_shows_nobody() -> None:
    assert brief(CUT, "", {"A": 1.0}).anchor is None


def test_a_recast_character_gets_other_films() -> None:
    takes = [Ordered.of(CUT, "red.e01-s01", brief(CUT, "AB", {"A": 2.0}, look)) for look in ("", "bob", "")]
    assert takes[0].fingerprint == takes[2].fingerprint != takes[1].fingerprint


def test_who_is_not_shown_shapes_no_film() -> None:
    takes = [Ordered.of(CUT, "red.e01-s01", brief(CUT, "AB", {"B": 2.0}, look)) for look in ("", "bob")]
    assert takes[0].fingerprint == takes[1].fingerprint


def test_an_animatic_is_what_it_ever_was() -> None:
    """What was drawn before anchors were shown to anybody is found again."""
    takes = [Ordered.of(ANIMATIC, "red.e01-s01", brief(ANIMATIC, "AB", {"A": 2.0}, look)) for look in ("", "bob")]
    assert takes[0].fingerprint == takes[1].fingerprint
    assert b"anchor" not in canonical(takes[0].brief)
