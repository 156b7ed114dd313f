"""The plots' files and their templates."""

import re
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from services.script import plots
from services.script.facts import facts_of
from services.script.plots import plot
from services.script.plots.beats import parse
from services.script.plots.check import checked
from services.script.plots.partsfile import playbill
from services.script.premise import read_premise
from services.script.template import fill
from shared.events.request import LANGUAGES, Genre, Language

FOLDERS = Path(plots.__file__).parent
WRITTEN = [
    (genre, language)
    for genre in get_args(Genre)
    for language in LANGUAGES
    if (FOLDERS / genre.replace("-", "_")).is_dir()
]

BEAT = "== find keep=0\n[wide F K] {F} looks\nF>K surprised: Oh!\n"


def test_what_fills_a_gap_is_never_a_template() -> None:
    assert fill("I saw {thing}.", lambda _: "{thing} %s <{K!}>", capitals=False) == "I saw {thing} %s <{K!}>."


def test_an_optional_part_is_left_out_with_its_empty_gap() -> None:
    assert fill("<{K!}, >come in.", lambda _: "", capitals=True) == "come in."
    assert fill("<{K!}, >come in.", lambda _: "mom", capitals=True) == "Mom, come in."


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (BEAT + "D>F angry: No.\n", "D speaks but is not in the shot"),
        (BEAT + "F>K furious: No.\n", "no such emotion"),
        (BEAT.replace("wide", "sideways"), "no such framing"),
        (BEAT.replace("keep=0", "kept=0"), "no such fact"),
        (BEAT.replace("keep=0", "mood=grim"), "no such mood"),
        (BEAT.replace("keep=0", "one=ring"), "a station and a way"),
        (BEAT + "hello\n", "not a line of dialogue"),
        ("== find keep=0\n[F] {F} looks\nF sad: Oh!\n", "F speaks to nobody"),
        ("hello\n", "line 1"),
    ],
)
def test_a_plot_that_breaks_the_format_names_the_line(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(text, "test.txt")


@pytest.mark.parametrize(("genre", "language"), WRITTEN)
def test_every_end_of_an_episode_leaves_something_open_and_has_a_title(genre: str, language: Language) -> None:
    for beat in plot(genre, language).beats:
        if beat.cliff:
            assert beat.title and beat.outline, beat.name
            assert all(text.rstrip('”"')[-1] in "？！?!…" for text in beat.shots[-1].lines[-1].variants), beat.name


@pytest.mark.parametrize(("genre", "language"), WRITTEN)
def test_something_turns_in_every_beat(genre: str, language: Language) -> None:
    """A beat may be a scene of its own: it has two feelings, a question or the reveal."""
    for beat in plot(genre, language).beats:
        lines = [line for shot in beat.shots for line in shot.lines]
        asks = any(all("?" in text or "？" in text for text in line.variants) for line in lines)
        feels = len({line.emotion for line in lines}) > 1
        assert feels or asks or beat.reveal or len(lines) < 2, beat.name


@pytest.mark.parametrize("genre", sorted({genre for genre, _ in WRITTEN}))
def test_both_languages_tell_the_same_beats(genre: str) -> None:
    mandarin, english = (plot(genre, language).beats for language in ("zh-CN", "en-US"))
    facts = [
        [
            (beat.name, beat.pool, beat.keep, beat.cliff, beat.needs, beat.when, beat.mood, beat.answers)
            for beat in beats
        ]
        for beats in (mandarin, english)
    ]
    assert facts[0] == facts[1]


PARTS = """
shapes = ["F", "F K"]
invents = "F K"
family = true
things = "信"
years = [3]
[parts.F]
is = "finds"
[parts.K]
is = "keeps"
"""


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("family = true", "family = true\nhouse = 1"), "no such entry: 'house'"),
        (('"F K"]', '"F Q"]'), "no such part: 'Q'"),
        (('["F", "F K"]', '["F K"]'), "every shape begins"),
        (('is = "keeps"', 'is = "keeps"\nplays = "king"'), "no such whom a part plays: 'king'"),
        (('is = "keeps"', 'is = "keeps"\nlabels = ["奶奶"]'), "Chinese/English"),
        (('is = "keeps"', 'suits = "x"'), "says nothing of 'is'"),
        (('things = "信"', 'things = "星星"'), "no such thing: '星星'"),
        (("years = [3]", ""), "'years' lists"),
    ],
)
def test_parts_that_break_the_format_name_the_entry(change: tuple[str, str], complaint: str) -> None:
    playbill(PARTS, "parts.toml")
    with pytest.raises(ValueError, match=complaint):
        playbill(PARTS.replace(*change), "parts.toml")


def test_for_whom_a_further_letter_stands_depends_on_what_the_premise_says() -> None:
    bill = playbill(PARTS + '[also]\nO = "K:hers,F.woman F"\n[flags]\nhers = "her"\n', "parts.toml")
    assert bill.further("FK", {"hers", "F.woman"}) == {"O": "K"}
    assert bill.further("FK", {"hers"}) == {"O": "F"}
    assert bill.further("F", {"hers", "F.woman"}) == {"O": "F"}


def test_a_letter_that_depends_on_an_unknown_flag_is_refused() -> None:
    bill = playbill(PARTS + 'absent = "妈妈/mother"\n[also]\nO = "K:his F"\n', "parts.toml")
    with pytest.raises(ValueError, match=r"no such flag in \[also\]: 'his'"):
        checked("test.txt", bill, WORDS, parse(SPINE, "test.txt")[1])


def test_a_gap_may_be_empty_where_the_premise_says_nothing() -> None:
    gap = '[gaps.job]\nwords = """\n护士/名 | nurse | | job\n"""\n'
    assert [word.en for word in playbill(PARTS + gap, "parts.toml").gaps["job"].default] == ["nurse"]
    bill = playbill(PARTS + gap + 'default = "-"\n', "parts.toml")
    said = facts_of(read_premise("A nurse lies.", "", "en-US", Random(0), bill), 3, "en-US")
    silent = facts_of(read_premise("Somebody lies.", "", "en-US", Random(0), bill), 3, "en-US")
    assert (said["job"], said["a_job"]) == ("nurse", "a nurse")
    assert (silent["job"], silent["a_job"], silent["this_job"]) == ("", "", "")


def test_nobody_plays_a_letter_that_stands_for_somebody_only_if_the_premise_says_so() -> None:
    bill = playbill(PARTS + 'absent = "妈妈/mother"\n[also]\nO = "K:hers"\n[flags]\nhers = "her"\n', "parts.toml")
    with pytest.raises(ValueError, match="nobody for O in open"):
        checked("test.txt", bill, WORDS, parse(SPINE.replace("[F] looks", "[F O] looks"), "test.txt")[1])


SPINE = """
== open keep=0
[F] looks
F>K surprised: Oh!
== cliff keep=1 cliff=1
[F]
F>K surprised: What?!
== end keep=0 reveal clues answers=cliff
[F]
F>K happy: Good.
== clue pool=clue cliff=1
[F]
F>K sad: {~clue}!
== why pool=clue answers=clue
[F]
F>K sad: {~clue}.
== early pool=crowd when=early
[X]
X>F sad: Hm.
== late pool=crowd when=late
[X]
X>F happy: Ah.
"""
WORDS: dict[str, tuple[str, ...]] = dict.fromkeys(("title", "logline", "clue", "cluelook", "cluespot"), ("x",))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("F>K happy: Good.", "F>K happy: {Q!}"), "no such gap: {Q!}"),
        (("F>K happy: Good.", "F>K happy: {~food}"), "no such gap: {~food}"),
        (("F>K happy: Good.", "F>Q happy: Good."), "no such part: 'Q'"),
        (("keep=0 reveal", "keep=0 if=gome reveal"), "no such flag: 'gome'"),
        (("keep=0 reveal", "keep=0 if=K reveal"), "no beat with keep=0 to open and another"),
        (("[F] looks", "[F K] looks"), "nobody for K in open"),
        ((" answers=cliff", ""), "no answer to cliff"),
        ((" answers=clue", ""), "no answer to clue"),
        ((" reveal", ""), "no beat that reveals"),
        (("pool=clue", "pool=side"), "no clue"),
        ((" clues", ""), "no beat with clues"),
        (("pool=crowd when=late", "pool=side"), "crowd to say late"),
    ],
)
def test_a_plot_that_some_cast_cannot_play_is_refused(change: tuple[str, str], complaint: str) -> None:
    bill = playbill(PARTS + 'absent = "妈妈/mother"\n', "parts.toml")
    checked("test.txt", bill, WORDS, parse(SPINE, "test.txt")[1])
    with pytest.raises(ValueError, match=re.escape(complaint)):
        checked("test.txt", bill, WORDS, parse(SPINE.replace(*change), "test.txt")[1])


def test_every_way_to_play_a_station_is_checked() -> None:
    bill = playbill(PARTS + 'absent = "妈妈/mother"\n', "parts.toml")
    end = SPINE[SPINE.index("== end") : SPINE.index("== clue")]
    both = end.replace("== end", "== end-a").replace("keep=0", "keep=0 one=end:a")
    both += end.replace("== end", "== end-b").replace("keep=0", "keep=0 one=end:b")
    checked("test.txt", bill, WORDS, parse(SPINE.replace(end, both), "test.txt")[1])
    with pytest.raises(ValueError, match=r"end:b.* no beat that reveals"):
        broken = both.replace("one=end:b reveal", "one=end:b")
        checked("test.txt", bill, WORDS, parse(SPINE.replace(end, broken), "test.txt")[1])
