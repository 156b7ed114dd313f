"""The desk speaks two languages: no message lacks one, and none is written outside of the table."""

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

import services.gateway.words
from services.gateway.cli.app import COMMANDS, app
from services.gateway.words import Phrase, choose, chosen, tongue_of
from services.gateway.words import help as helps

GATEWAY = Path(services.gateway.words.__file__).parents[1]
_HAN = re.compile("[㐀-鿿]")
_SAME_EVERYWHERE = {"Python", "ffmpeg", "{path}", "{reason}; {mend}"}


def phrases() -> Iterator[tuple[str, Phrase]]:
    for module in pkgutil.iter_modules(services.gateway.words.__path__):
        for name, value in vars(importlib.import_module(f"services.gateway.words.{module.name}")).items():
            if isinstance(value, Phrase):
                yield f"{module.name}.{name}", value
            elif isinstance(value, dict):
                for key, each in value.items():
                    if isinstance(each, Phrase):
                        yield f"{module.name}.{name}[{key}]", each


PHRASES = dict(phrases())


def gaps(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES.keys())
def test_no_message_lacks_a_translation(phrase: Phrase) -> None:
    assert phrase.en and phrase.zh
    assert not _HAN.search(phrase.en)
    assert gaps(phrase.en) == gaps(phrase.zh)
    words = re.sub(r"\{.*?\}|\W", "", phrase.zh)
    assert phrase.en in _SAME_EVERYWHERE or (phrase.zh != phrase.en and (not words or _HAN.search(words)))


def test_there_are_many_messages() -> None:
    assert len(PHRASES) > 200


def test_what_fills_a_message_is_never_a_template() -> None:
    phrase = Phrase("'{name}' is blocked", "“{name}”受阻")
    assert phrase(name="{name} {0} %s") == "'{name} {0} %s' is blocked"


def test_the_language_is_chosen_by_option_variable_or_locale() -> None:
    assert tongue_of([], {}) == "en"
    assert tongue_of([], {"LANG": "zh_CN.UTF-8"}) == "zh"
    assert tongue_of([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}) == "en"
    assert tongue_of([], {"LANG": "de_DE.UTF-8"}) == "en"
    assert tongue_of([], {"LANG": "en_US.UTF-8", "DUANJU_LANG": "zh"}) == "zh"
    assert tongue_of(["list", "--lang", "zh"], {"DUANJU_LANG": "en"}) == "zh"
    assert tongue_of(["list", "--lang=en"], {"LANG": "zh_CN.UTF-8"}) == "en"


def test_the_chosen_language_is_told() -> None:
    phrase = Phrase("done", "完成")
    try:
        choose("zh")
        assert (phrase(), chosen()) == ("完成", "zh")
    finally:
        choose("en")
    assert phrase() == "done"


_TELLS = {"Failed", "Problem", "Unreadable", "print", "answer", "note", "add_column", "append"}


def written_outside_of_the_table(source: str) -> list[str]:
    """Literals with two words or more that a call hands to a person."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in _TELLS:
            continue
        for argument in node.args:
            parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
            text = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text):
                found.append(text)
    return found


SOURCES = sorted(path for path in GATEWAY.rglob("*.py") if "words" not in path.parts)


@pytest.mark.parametrize("path", SOURCES, ids=[str(path.relative_to(GATEWAY)) for path in SOURCES])
def test_no_message_is_written_outside_of_the_table(path: Path) -> None:
    assert written_outside_of_the_table(path.read_text("utf-8")) == []


def test_a_message_outside_of_the_table_would_be_found() -> None:
    assert written_outside_of_the_table('raise Failed(2, f"there is no {x} here")') == ["there is no  here"]


def test_every_command_has_help_and_examples_that_parse() -> None:
    group = get_command(app)
    assert COMMANDS.keys() == helps.COMMANDS.keys() == helps.EXAMPLES.keys()
    for name, examples in helps.EXAMPLES.items():
        for example in examples:
            words = re.split(r" (?:>>|>) ", example)[0]
            program, command, *arguments = _words(words.removeprefix("DUANJU_HOME=second "))
            assert (program, command) == ("duanju", name)
            assert group.commands[name].make_context(name, arguments, resilient_parsing=False).params  # type: ignore[attr-defined]


def _words(line: str) -> list[str]:
    return [word.strip("'") for word in re.findall(r"'[^']*'|\S+", line)]


def test_every_command_answers_scripts_and_speaks_both_languages() -> None:
    group = get_command(app)
    for command in group.commands.values():  # type: ignore[attr-defined]
        options = {option for parameter in command.params for option in parameter.opts}
        assert {"--json", "--state", "--lang", "--debug"} <= options, command.name
