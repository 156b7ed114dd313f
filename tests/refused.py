"""The corpus of bad requests: what each is answered. ``python -m tests.refused`` writes docs/bad-requests.md."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from services.gateway.requests import BadRequest, read_request
from services.gateway.source import MAX_PARTS

PAGE = Path(__file__).parents[1] / "docs" / "bad-requests.md"
_SHOWN = 60


class Case(NamedTuple):
    """A request file, and the field, reason, mend and line of its refusal."""

    text: str | bytes
    field: str
    reason: str
    mend: str
    line: int | None
    suffix: str = ".yaml"

    def written(self, folder: Path) -> Path:
        path = folder / f"request{self.suffix}"
        path.write_bytes(self.text.encode() if isinstance(self.text, str) else self.text)
        return path


_BOMB = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))

CASES: dict[str, Case] = {
    "a misspelt field": Case("premise: a\nepisods: 3", "episods", "no such field", "did you mean 'episodes'?", 2),
    "an unknown field": Case("premise: a\nzzz: 3", "zzz", "no such field", "there are: title, premise", 2),
    "no premise": Case("title: x", "premise", "missing", "add 'premise: …'", 1),
    "an empty premise": Case("premise: '  '", "premise", "empty", "write something", 1),
    "a value left out": Case("premise: a\ntitle:", "title", "no value", "write a text", 2),
    "a genre that is unknown": Case("premise: a\ngenre: sci-fi", "genre", "'sci-fi' is not", "family-reunion", 2),
    "a misspelt value": Case("premise: a\nlanguage: zh-cn", "language", "'zh-cn' is not", "did you mean 'zh-CN'?", 2),
    "a number in quotes": Case("premise: a\nepisodes: '2'", "episodes", "'2' is not", "1 to 100, without quotes", 2),
    "too many episodes": Case("premise: a\nepisodes: 101", "episodes", "101 is not", "a whole number from 1 to 100", 2),
    "half an episode": Case("premise: a\nepisodes: 2.5", "episodes", "2.5 is not", "a whole number from 1 to 100", 2),
    "too short": Case("premise: a\n\nepisode_seconds: 5", "episode_seconds", "5 is not", "from 20 to 900", 3),
    "a number as text": Case("premise: a\ntitle: 1984", "title", "1984 is not", "in quotes", 2),
    "too long a text": Case(f"premise: {'x' * 20_001}", "premise", "too long", "at most 20000 characters", 1),
    "control characters": Case('premise: "a\\x01"', "premise", "control characters", "remove", 1),
    "music as a word": Case("premise: a\nmusic: off", "music", "'off' is not", "false for none, or fields", 2),
    "an unknown mood": Case(
        "premise: a\nmusic:\n  mood: happy", "music.mood", "'happy' is not", "allowed: dramatic", 3
    ),
    "music too loud": Case("premise: a\nmusic: {volume: 3}", "music.volume", "3 is not", "a number from 0 to 1", 2),
    "a character's name only": Case(
        "premise: a\ncharacters: [Li]", "characters.0", "'Li' is not", "fields: name, role", 2
    ),
    "no list": Case("premise: a\ncharacters: Li", "characters", "'Li' is not", "write a list of at most 40", 2),
    "a misspelt field of a character": Case(
        "premise: a\ncharacters:\n  - name: Li\n    voise: x",
        "characters.0.voise",
        "no such field",
        "did you mean 'voice'?",
        4,
    ),
    "a name twice": Case(
        "premise: a\ncharacters: [{name: Li}, {name: li}]",
        "characters.1.name",
        "'li' is named twice",
        "a name of its own",
        2,
    ),
    "a voice of the wrong shape": Case(
        "premise: a\ncharacters: [{name: Li, voice: Bob}]",
        "characters.0.voice",
        "'Bob' cannot be a voice",
        "such as zf_xiaoxiao",
        2,
    ),
    "a voice that nobody has": Case(
        "premise: a\ncharacters: [{name: Li, voice: zf_xiaoxia}]",
        "characters.0.voice",
        "no voice 'zf_xiaoxia' speaks zh-CN",
        "did you mean 'zf_xiaoxiao'?",
        2,
    ),
    "a voice of another language": Case(
        "premise: a\nlanguage: en-US\ncharacters: [{name: Li, voice: zf_xiaoxiao}]",
        "characters.0.voice",
        "no voice 'zf_xiaoxiao' speaks en-US",
        "allowed: ",
        3,
    ),
    "what comes later": Case("premise: a\ndubs: [en-US]", "dubs", "not supported yet", "leave it out", 2),
    "what comes later to a character": Case(
        "premise: a\ncharacters: [{name: Li, reference_image: li.png}]",
        "characters.0.reference_image",
        "not supported yet",
        "leave it out",
        2,
    ),
    "a quality that nobody makes": Case(
        "premise: a\nquality: high", "quality", "'high' is not", "allowed: animatic, standard, premium", 2
    ),
    "a gate that comes later": Case(
        "premise: a\nstop_at: story", "stop_at", "'story' is not supported yet", "allowed: animatic", 2
    ),
    "a gate before nothing": Case(
        "premise: a\nstop_at: animatic", "stop_at", "nothing is made after", "write 'quality: standard'", 2
    ),
    "no budget": Case("premise: a\nbudget_usd: 0", "budget_usd", "0 is not", "a number from 0.01 to 1000000", 2),
    "a budget in words": Case(
        "premise: a\nbudget_usd: five", "budget_usd", "'five' is not", "a number from 0.01 to 1000000", 2
    ),
    "a budget in parts of a cent": Case(
        "premise: a\nbudget_usd: 5.001", "budget_usd", "5.001 is not", "two decimals at most", 2
    ),
    "one provider without a list": Case(
        "premise: a\nproviders: {video: pika-2-0}", "providers.video", "'pika-2-0' is not", "write a list", 2
    ),
    "providers of nothing": Case(
        "premise: a\nproviders: [pika-2-0]", "providers", "this is not", "such as {video: [kling-v1-6, studio]}", 2
    ),
    "a misspelt capability": Case(
        "premise: a\nproviders: {vidoe: [pika-2-0]}", "providers.vidoe", "'vidoe' is not", "did you mean 'video'?", 2
    ),
    "a provider with a blank": Case(
        "premise: a\nproviders: {video: [pika 2]}", "providers.video.0", "'pika 2' cannot name", "kling-v1-6", 2
    ),
    "a model that nobody knows": Case(
        "premise: a\nproviders: {video: [kling-v1]}",
        "providers.video.0",
        "nobody known as 'kling-v1' does video",
        "did you mean 'kling-v1-6'?",
        2,
    ),
    "a provider's voice that nobody has": Case(
        "premise: a\ncharacters: [{name: Li, voice: holysheep/Tianmai}]",
        "characters.0.voice",
        "no voice 'holysheep/Tianmai' speaks zh-CN",
        "did you mean 'holysheep/Tianmei'?",
        2,
    ),
    "foreign subtitles": Case("premise: a\nsubtitles: [en-US]", "subtitles", "not supported yet", "[zh-CN]", 2),
    "a drama's name of the wrong shape": Case(
        "premise: a\ndrama: My Drama",
        "drama",
        "'My Drama' cannot name",
        "lower-case letters",
        2,
    ),
    "an empty file": Case("# nothing\n", "", "the file is empty", "write at least a line 'premise: …'", None),
    "a list": Case("- premise", "", "must hold fields", "write at least a line", 1),
    "a sentence": Case("hello", "", "must hold fields", "write at least a line", 1),
    "a field twice": Case("premise: a\npremise: b", "premise", "there twice", "keep one", 2),
    "an alias": Case("premise: a\ntitle: *a", "title", "aliases", "write it out", 2),
    "an anchor": Case("premise: &a x", "premise", "anchors", "write it out", 1),
    "a tag": Case(
        "premise: !!python/object/apply:os.system [ls]",
        "premise",
        "tag '!!python/object/apply:os.system'",
        "remove it",
        1,
    ),
    "not a number": Case("premise: a\nmusic: {volume: .nan}", "music.volume", ".nan is not a number", "finite", 2),
    "infinity": Case("premise: a\nseed: -.inf", "seed", "-.inf is not a number", "finite", 2),
    "quotes left open": Case("premise: 'a", "", "not YAML", "check indentation", 1),
    "a tab as indentation": Case("premise: a\nmusic:\n\tvolume: 1", "", "not YAML", "no tabs", 3),
    "two documents": Case("premise: a\n---\npremise: b", "", "more than one document", "one request a file", 2),
    "a bottomless list": Case("premise: " + "[" * 50_000, "", "nested too deeply", "three levels", 1),
    "a list as a field's name": Case("? [a]\n: b", "", "must be a word", "write 'name: value'", 1),
    "a bell": Case("premise: a\ntitle: \x07", "", "a character is not allowed", "remove", 2),
    "a field twice, as JSON": Case(
        '{"premise": "a", "premise": "b"}', "premise", "there twice", "keep one", 1, suffix=".json"
    ),
    "not a number, as JSON": Case(
        '{"premise": "a", "seed": NaN}', "seed", "NaN is not a number", "finite", 1, suffix=".json"
    ),
    "a comma too many, as JSON": Case('{"premise": "a",\n}', "", "not JSON", "mend it", 2, suffix=".json"),
    "a bottomless list, as JSON": Case(
        '{"premise":' + "[" * 100_000, "", "nested too deeply", "three levels", None, suffix=".json"
    ),
    "an endless number, as JSON": Case(
        '{"premise": "a", "seed": ' + "9" * 5000 + "}", "", "too long", "shorter", None, suffix=".json"
    ),
    "nothing, as JSON": Case("", "", "the file is empty", "premise", None, suffix=".json"),
    "too large a seed, as JSON": Case(
        '{"premise": "a", "seed": 99999999999}', "seed", "99999999999 is not", "2147483647", 1, suffix=".json"
    ),
    "no episodes": Case("premise: a\nepisodes: 0", "episodes", "0 is not", "a whole number from 1 to 100", 2),
    "500 episodes": Case("premise: a\nepisodes: 500", "episodes", "500 is not", "from 1 to 100", 2),
    "a negative length": Case("premise: a\nepisode_seconds: -60", "episode_seconds", "-60 is not", "from 20 to 900", 2),
    "an unknown language": Case("premise: a\nlanguage: tlh", "language", "'tlh' is not", "allowed: zh-CN, en-US", 2),
    "yes as a number": Case("premise: a\nepisodes: true", "episodes", "true is not", "a whole number", 2),
    "a megabyte of text": Case("title: a\npremise: " + "奶" * 350_000, "premise", "too long", "at most 20000", 2),
    "more than a request can be": Case("premise: " + "x" * 3_000_000, "", "larger than 2048 KB", "shorten", None),
    "a flood of parts": Case(
        "premise: a\nsubtitles:\n" + "- x\n" * 30_000, "", "more than 20000 parts", "shorten", MAX_PARTS
    ),
    "a flood of parts, as JSON": Case(
        '{"subtitles": [' + "1," * 30_000 + "1]}", "", "more than 20000", "shorten", None, ".json"
    ),
    "another encoding": Case("premise: a\ntitle: 红包".encode("gbk"), "", "not UTF-8", "save it as UTF-8", 2),
    "an escape code": Case('premise: "a\\e[31m"', "premise", "control characters", "remove", 1),
    "an escape code in one character": Case(
        'premise: a\ntitle: "\\x9b31m"', "title", "control characters", "remove", 2
    ),
    "text that reads backwards": Case(
        'premise: a\ntitle: "\\u202egnp.exe"', "title", "control characters", "remove", 2
    ),
    "half a character": Case('{"premise": "\\ud800"}', "premise", "control characters", "remove", None, ".json"),
    "aliases that multiply": Case(_BOMB, "a", "anchors and aliases", "write it out", 1),
    "a tag that runs a program": Case("premise: !!python/name:os.system", "premise", "the tag", "remove it", 1),
    "a tag for binary": Case("premise: !!binary aGk=", "premise", "the tag '!!binary'", "remove it", 1),
    "a merge key": Case("premise: a\n<<: {premise: b}", "<<", "no such field", "there are: title", 2),
    "a path as the drama's name": Case(
        "premise: a\ndrama: ../../etc", "drama", "'../../etc' cannot name", "lower-case", 2
    ),
    "a path as a character's name": Case(
        "premise: a\ncharacters:\n  - name: ../../etc/passwd", "characters.0.name", "is a path", "without a folder", 3
    ),
    "a picture outside of the folder": Case(
        "premise: a\ncharacters:\n  - {name: Li, reference_image: /etc/passwd}",
        "characters.0.reference_image",
        "not supported yet",
        "leave it out",
        3,
    ),
    "a novel outside of the folder": Case(
        "premise: a\nnovel: ../novel.txt", "novel", "not supported yet", "leave it", 2
    ),
    "infinity, as JSON": Case(
        '{"premise": "a", "seed": Infinity}', "seed", "Infinity is not a number", "finite", 1, ".json"
    ),
    "words for no line": Case("premise: a\nlines:\n  third: No.", "lines.third", "no line's id", "e01-s02-l03", 3),
    "no words for a line": Case(
        "premise: a\nlines: {e01-s02-l03: ''}", "lines.e01-s02-l03", "nothing to say", "to be spoken", 2
    ),
    "a stage direction for words": Case(
        "premise: a\nlines: {e01-s02-l03: （笑）}", "lines.e01-s02-l03", "nothing to say", "to be spoken", 2
    ),
    "lines as a list": Case("premise: a\nlines: [No.]", "lines", "this is not allowed", "'e01-s02-l03: words'", 2),
    "a number for words": Case("premise: a\nlines: {e01-s02-l03: 5}", "lines.e01-s02-l03", "5 is not", "in quotes", 2),
}


def page() -> str:
    """The page that tells what each is answered."""
    rows = []
    with TemporaryDirectory() as folder:
        for name, case in CASES.items():
            answer = "<br>".join(_escaped(line.strip()) for line in _answer(case.written(Path(folder))))
            rows.append(f"| {name} | {_quoted(case.text)} | {answer} |")
    return "\n".join([*_HEAD, *rows, ""])


_HEAD = (
    "# Bad requests",
    "",
    "What `duanju` answers before anything is published: the line, the field, the reason, how to mend it. The exit",
    "code is 2; with `--json` the problems come as objects, with `--lang zh` in Chinese. Generated by",
    "`python -m tests.refused` from the table that the tests check.",
    "",
    "| what | the file | the answer |",
    "|---|---|---|",
)


def _answer(path: Path) -> list[str]:
    try:
        read_request(path)
    except BadRequest as refused:
        return str(refused).splitlines()[1:]
    raise AssertionError(f"{path} is accepted")


def _quoted(text: str | bytes) -> str:
    """The file as source: what cannot be seen is escaped, what is long is cut."""
    shown = repr(text).lstrip("b")[1:-1]
    cut = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
    return f"`{_escaped(cut)}`" if cut else ""


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
