"""A bad request is refused before anything is published: the field, the reason, how to mend it, the line."""

from pathlib import Path

import pytest

from services.gateway.requests import BadRequest, read_commission, read_request, slug
from services.gateway.source import MAX_BYTES
from shared.events.request import RequestedMusic

REFUSED = {
    "a misspelt field": ("premise: a\nepisods: 3", "episods", "no such field", "did you mean 'episodes'?", 2),
    "an unknown field": ("premise: a\nzzz: 3", "zzz", "no such field", "there are: title, premise", 2),
    "no premise": ("title: x", "premise", "missing", "add 'premise: …'", 1),
    "an empty premise": ("premise: '  '", "premise", "empty", "write something", 1),
    "a value left out": ("premise: a\ntitle:", "title", "no value", "write a text", 2),
    "a genre that is unknown": ("premise: a\ngenre: sci-fi", "genre", "'sci-fi' is not", "allowed: family-reunion", 2),
    "a misspelt value": ("premise: a\nlanguage: zh-cn", "language", "'zh-cn' is not", "did you mean 'zh-CN'?", 2),
    "a number in quotes": ("premise: a\nepisodes: '2'", "episodes", "'2' is not", "1 to 100, without quotes", 2),
    "too many episodes": ("premise: a\nepisodes: 101", "episodes", "101 is not", "a whole number from 1 to 100", 2),
    "half an episode": ("premise: a\nepisodes: 2.5", "episodes", "2.5 is not", "a whole number from 1 to 100", 2),
    "too short": ("premise: a\n\nepisode_seconds: 5", "episode_seconds", "5 is not", "from 20 to 900", 3),
    "a number as text": ("premise: a\ntitle: 1984", "title", "1984 is not", "in quotes", 2),
    "too long a text": (f"premise: {'x' * 20_001}", "premise", "too long", "at most 20000 characters", 1),
    "control characters": ('premise: "a\\x01"', "premise", "control characters", "remove", 1),
    "music as a word": ("premise: a\nmusic: off", "music", "'off' is not", "false for none, or fields", 2),
    "an unknown mood": ("premise: a\nmusic:\n  mood: happy", "music.mood", "'happy' is not", "allowed: dramatic", 3),
    "music too loud": ("premise: a\nmusic: {volume: 3}", "music.volume", "3 is not", "a number from 0 to 1", 2),
    "a character's name only": ("premise: a\ncharacters: [Li]", "characters.0", "'Li' is not", "fields: name, role", 2),
    "no list": ("premise: a\ncharacters: Li", "characters", "'Li' is not", "write a list of at most 40", 2),
    "a misspelt field of a character": (
        "premise: a\ncharacters:\n  - name: Li\n    voise: x",
        "characters.0.voise",
        "no such field",
        "did you mean 'voice'?",
        4,
    ),
    "a name twice": (
        "premise: a\ncharacters: [{name: Li}, {name: li}]",
        "characters.1.name",
        "'li' is named twice",
        "a name of its own",
        2,
    ),
    "a voice of the wrong shape": (
        "premise: a\ncharacters: [{name: Li, voice: Bob}]",
        "characters.0.voice",
        "'Bob' cannot be a voice",
        "such as zf_xiaoxiao",
        2,
    ),
    "what comes later": ("premise: a\ndubs: [en-US]", "dubs", "not supported yet", "leave it out", 2),
    "what comes later to a character": (
        "premise: a\ncharacters: [{name: Li, reference_image: li.png}]",
        "characters.0.reference_image",
        "not supported yet",
        "leave it out",
        2,
    ),
    "foreign subtitles": ("premise: a\nsubtitles: [en-US]", "subtitles", "not supported yet", "[zh-CN]", 2),
    "a drama's name of the wrong shape": (
        "premise: a\ndrama: My Drama",
        "drama",
        "'My Drama' cannot name",
        "lower-case letters",
        2,
    ),
    "an empty file": ("# nothing\n", "", "the file is empty", "write at least a line 'premise: …'", None),
    "a list": ("- premise", "", "must hold fields", "write at least a line", 1),
    "a sentence": ("hello", "", "must hold fields", "write at least a line", 1),
    "a field twice": ("premise: a\npremise: b", "premise", "there twice", "keep one", 2),
    "an alias": ("premise: a\ntitle: *a", "title", "aliases", "write it out", 2),
    "an anchor": ("premise: &a x", "premise", "anchors", "write it out", 1),
    "a tag": (
        "premise: !!python/object/apply:os.system [ls]",
        "premise",
        "tag '!!python/object/apply:os.system'",
        "remove it",
        1,
    ),
    "not a number": ("premise: a\nmusic: {volume: .nan}", "music.volume", ".nan is not a number", "finite", 2),
    "infinity": ("premise: a\nseed: -.inf", "seed", "-.inf is not a number", "finite", 2),
    "quotes left open": ("premise: 'a", "", "not YAML", "check indentation", 1),
    "a tab as indentation": ("premise: a\nmusic:\n\tvolume: 1", "", "not YAML", "no tabs", 3),
    "two documents": ("premise: a\n---\npremise: b", "", "more than one document", "one request a file", 2),
    "a bottomless list": ("premise: " + "[" * 50_000, "", "nested too deeply", "three levels", 1),
    "a list as a field's name": ("? [a]\n: b", "", "must be a word", "write 'name: value'", 1),
    "a bell": ("premise: a\ntitle: \x07", "", "a character is not allowed", "remove", 2),
}

REFUSED_JSON = {
    "a field twice": ('{"premise": "a", "premise": "b"}', "premise", "there twice", "keep one", None),
    "not a number": ('{"premise": "a", "seed": NaN}', "", "NaN is not a number", "finite", None),
    "a comma too many": ('{"premise": "a",\n}', "", "not JSON", "mend it", 2),
    "a bottomless list": ('{"premise":' + "[" * 100_000, "", "nested too deeply", "three levels", None),
    "an endless number": ('{"premise": "a", "seed": ' + "9" * 5000 + "}", "", "too long", "shorter", None),
    "nothing": ("", "", "the file is empty", "premise", None),
    "too large a seed": ('{"premise": "a", "seed": 99999999999}', "seed", "99999999999 is not", "2147483647", None),
}

Case = tuple[str, str, str, str, int | None]


def check(path: Path, case: Case) -> None:
    text, field, reason, mend, line = case
    path.write_text(text, "utf-8")
    with pytest.raises(BadRequest) as refused:
        read_request(path)
    (problem,) = refused.value.problems
    assert (problem.field, problem.line) == (field, line)
    assert reason in problem.reason
    assert mend in problem.mend
    assert str(refused.value).startswith(f"{path} cannot be filmed as it is:\n  ")


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_request_is_refused_with_field_reason_mend_and_line(case: Case, tmp_path: Path) -> None:
    check(tmp_path / "request.yaml", case)


@pytest.mark.parametrize("case", REFUSED_JSON.values(), ids=REFUSED_JSON.keys())
def test_bad_json_is_refused_with_field_reason_and_mend(case: Case, tmp_path: Path) -> None:
    check(tmp_path / "request.json", case)


def test_every_problem_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "request.yaml"
    path.write_text("premise: a\nepisodes: none\nstyle: ink\nmusic: {mood: sad, volume: 9}\n")
    with pytest.raises(BadRequest) as refused:
        read_request(path)
    assert [(each.line, each.field) for each in refused.value.problems] == [
        (2, "episodes"),
        (3, "style"),
        (4, "music.mood"),
        (4, "music.volume"),
    ]


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("premise: a\ntitle: 红包".encode("gbk"))
    (tmp_path / "big.yaml").write_text("premise: " + "x" * MAX_BYTES)
    (tmp_path / "drama.json").write_text("{}")
    expected = {
        tmp_path / "gbk.yaml": "line 2: the file is not UTF-8; save it as UTF-8",
        tmp_path / "big.yaml": "larger than 2048 KB",
        tmp_path: "this is a folder",
        tmp_path / "nothing.yaml": "there is no such file; check the path",
        tmp_path / "drama.yaml": "did you mean drama.json?",
    }
    for path, words in expected.items():
        with pytest.raises(BadRequest) as refused:
            read_request(path)
        assert words in str(refused.value)


def test_a_good_request_is_read_as_its_author_means_it(tmp_path: Path) -> None:
    path = tmp_path / "request.yaml"
    path.write_text(
        "\ufeffpremise: 她找到了红包。\ntitle: no\ncultural_context: 2024-01-01\naspect: 9:16\nmusic: {volume: .5}\n"
    )
    request = read_request(path)
    assert (request.premise, request.title, request.cultural_context) == ("她找到了红包。", "no", "2024-01-01")
    assert request.music == RequestedMusic(volume=0.5)
    as_json = tmp_path / "request.json"
    as_json.write_text('{"premise": "她找到了\\ud83e\\udde7", "music": false}')
    assert read_request(as_json).music is False
    assert read_request(as_json).premise == "她找到了🧧"


def test_the_drama_is_named_by_the_file_the_option_or_the_file_s_name(tmp_path: Path) -> None:
    silent, named = tmp_path / "The Red_Envelope.yaml", tmp_path / "other.yaml"
    silent.write_text("premise: a")
    named.write_text("premise: a\ndrama: my-drama")
    assert read_commission(silent).drama == "the-red-envelope"
    assert read_commission(silent, "chosen").drama == "chosen"
    assert read_commission(named).drama == "my-drama"
    assert read_commission(named, "my-drama").drama == "my-drama"
    with pytest.raises(BadRequest, match="the file says 'my-drama' and you say 'chosen'"):
        read_commission(named, "chosen")
    with pytest.raises(BadRequest, match=r"'My Drama' cannot name a drama; .* such as 'my-drama'"):
        read_commission(silent, "My Drama")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Red Envelope", "the-red-envelope"),
        ("a--b__c!", "a-b-c"),
        ("Ünïcode 2", "unicode-2"),
        ("x" * 63 + "-yz", "x" * 63),
    ],
)
def test_a_text_becomes_a_name_of_the_grammar(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_chinese_file_name_becomes_a_steady_name_of_its_own() -> None:
    assert slug("红包") == slug("红包") != slug("团圆")
    assert slug("红包").startswith("drama-")
