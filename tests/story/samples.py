"""The dialogue of the example requests, to be read: docs/samples, a page each."""

from collections.abc import Iterator
from pathlib import Path

from services.gateway.requests import read_commission
from tests.story.telling import Telling, told

HOME = Path(__file__).parents[2]
EXAMPLES = HOME / "examples"
SAMPLES = HOME / "docs" / "samples"


def pages() -> dict[Path, str]:
    """Every page and what it says."""
    return {
        SAMPLES / f"{path.stem}.md": "\n".join(_page(path, told(read_commission(path).request))) + "\n"
        for path in sorted(EXAMPLES.glob("*.yaml"))
    }


def write_samples() -> int:
    SAMPLES.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, "utf-8")
        print(path.relative_to(HOME))
    return 0


def _page(example: Path, telling: Telling) -> Iterator[str]:
    story = telling.story
    yield f"# {story.title}"
    yield f"\n{story.premise}"
    yield f"\n*{story.genre}, {story.language}, from [{example.name}](../../examples/{example.name})*\n"
    for one in story.characters:
        yield f"- **{one.name}**, {one.role}, {one.age}" + (f": {one.personality}" if one.personality else "")
    for outline, plan in zip(story.episodes, telling.plans, strict=True):
        yield f"\n## {outline.number}. {outline.title}"
        place = ""
        for shot in plan.shots:
            if (here := f"{shot.place}, {shot.time}") != place:
                place = here
                yield f"\n**{place}**\n"
            turn = " ◆" if shot.turn else ""
            yield f"*{shot.framing}{turn}* {shot.action}  "
            yield from (f"{line.speaker} ({line.emotion}): {line.text}  " for line in shot.lines)
