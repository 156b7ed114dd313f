"""A bad request is refused before anything is published: the field, the reason, how to mend it, the line."""

from pathlib import Path

import pytest

from services.gateway.requests import BadRequest, check_drama, read_commission, read_request, slug
from services.gateway.source import MAX_BYTES
from shared.events.request import RequestedMusic
from tests.refused import CASES, PAGE, Case, page
from tests.world import TITLES


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_bad_request_is_refused_with_field_reason_mend_and_line(case: Case, tmp_path: Path) -> None:
    path = case.written(tmp_path)
    with pytest.raises(BadRequest) as refused:
        read_request(path)
    (problem,) = refused.value.problems
    assert (problem.field, problem.line) == (case.field, case.line)
    assert case.reason in problem.reason
    assert case.mend in problem.mend
    assert str(refused.value).startswith(f"{path} cannot be filmed as it is:\n  ")


def test_the_page_of_bad_requests_tells_what_each_answers() -> None:
    assert PAGE.read_text("utf-8") == page(), "run 'python -m tests.refused' and commit docs/bad-requests.md"


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
        ("x" * 64, "x" * 64),
    ],
)
def test_a_text_becomes_a_name_of_the_grammar(text: str, name: str) -> None:
    assert slug(text) == name


def test_files_that_are_named_alike_are_different_dramas() -> None:
    names = ["红包 2", "团圆 2", "2", "x" * 64 + "a", "x" * 64 + "b", "שלום", "مرحبا", *TITLES]
    slugs = [slug(name) for name in names]
    assert len(set(slugs)) == len(names)
    for name in slugs:
        assert check_drama(name) == name


def test_a_chinese_file_name_becomes_a_steady_name_of_its_own() -> None:
    assert slug("红包") == slug("红包") != slug("团圆")
    assert slug("红包").startswith("drama-")
