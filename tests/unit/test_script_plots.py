"""The plot's files and its templates."""

import pytest

from services.script.plots import parse, plot
from services.script.template import fill, gaps
from shared.events.request import Language

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
        (BEAT + "hello\n", "not a line of dialogue"),
        ("hello\n", "line 1"),
    ],
)
def test_a_plot_that_breaks_the_format_names_the_line(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(text, "test.txt")


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_every_cliffhanger_is_answered_by_the_next_beat(language: Language) -> None:
    for pool in ("spine", "clue"):
        beats = [beat for beat in plot("family-reunion", language).beats if beat.pool == pool]
        for beat in beats:
            if beat.cliff:
                answers = [other for other in beats if other.answers == beat.name]
                assert answers, beat.name
                assert beat.title and beat.outline, beat.name
                assert beat.shots[-1].lines[-1].variants[0].rstrip('”"')[-1] in "？！?!…", beat.name


def test_both_languages_tell_the_same_beats() -> None:
    mandarin, english = (plot("family-reunion", language).beats for language in ("zh-CN", "en-US"))
    facts = [
        [(beat.name, beat.pool, beat.keep, beat.cliff, beat.needs, beat.when, beat.mood) for beat in beats]
        for beats in (mandarin, english)
    ]
    assert facts[0] == facts[1]


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_every_word_that_a_template_draws_is_there(language: Language) -> None:
    written = plot("family-reunion", language)
    for beat in written.beats:
        texts = [text for shot in beat.shots for line in shot.lines for text in line.variants]
        for gap in (gap for text in [*texts, beat.title, beat.outline] for gap in gaps(text)):
            if gap.startswith("~"):
                assert gap[1:].removesuffix(".title").rstrip("0123456789") in written.words, (beat.name, gap)
