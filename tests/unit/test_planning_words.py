"""A stage direction is neither spoken nor read."""

import pytest

from shared.planning.words import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(低声)你别走。", "你别走。"),
        ("（笑）好啊。", "好啊。"),
        ("[whispers] Don't go.", "Don't go."),
        ("Don't [beat] go.", "Don't go."),
        ("别走（哽咽），求你了。", "别走，求你了。"),
        ("别走（哽咽）求你了。", "别走求你了。"),
        ("【哭】妈！", "妈！"),
        ("(turns (slowly) away) Fine.", "Fine."),
        ("（笑），好啊。", "好啊。"),
        ("I know (sighs) , I know.", "I know, I know."),
        ("(音乐起)", ""),
        ("(laughs)!", ""),
    ],
)
def test_a_direction_is_left_out(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    "line", ["妈，我回来了。", "It is 3 (1) or [2]?", "“念。”", "an open (bracket", "《家》", "", "?"]
)
def test_what_is_no_direction_stays(line: str) -> None:
    assert spoken(line) == line


def test_blanks_and_breaks_become_one_blank() -> None:
    assert spoken("  Mum,\n I'm\thome. ") == "Mum, I'm home."


@pytest.mark.parametrize("line", ["(低声)你（别[走]）。", "(((a)))b", "[x](y)z w"])
def test_what_is_said_has_no_direction_left(line: str) -> None:
    assert spoken(spoken(line)) == spoken(line)
