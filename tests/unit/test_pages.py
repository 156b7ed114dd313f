"""The pages that people read lead where they say."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from infra.topics import STAGES
from shared.events import Event, OrderBlocked
from shared.runtime import Stage

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for folder in ("docs", "services", "shared", "infra", "tests", "examples")
    for page in (ROOT / folder).rglob("*.md")
) + sorted(ROOT.glob("*.md"))
DECISIONS = ROOT / "docs/adr"
LINK = re.compile(r"\]\(([^)\s]+)\)|^\[[\w-]+\]: (\S+)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in a link."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path) -> Iterator[str]:
    for found in LINK.finditer(page.read_text("utf-8")):
        link = found.group(1) or found.group(2)
        where, _, anchor = link.partition("#")
        there = (page.parent / where).resolve() if where else page
        if "://" not in link and (not there.exists() or (anchor and anchor not in anchors(there))):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert list(broken(page)) == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (DECISIONS / "README.md").read_text("utf-8"))
    assert sorted(listed) == sorted(page.name for page in DECISIONS.glob("[0-9]*.md"))


@pytest.mark.parametrize("stage", STAGES[:-1], ids=lambda stage: stage.name)
def test_the_page_of_a_stage_names_its_events(stage: Stage) -> None:
    page = (ROOT / "services" / stage.name / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (reads|sends) \| (.+) \|$", page, re.MULTILINE)
    told = {what: set(re.findall(r"[\w.]+", row)) for what, row in rows}
    blocked = names([OrderBlocked])  # sent by every stage, and so said in none
    assert told == {"reads": names(stage.consumed), "sends": names(stage.produced) - blocked}


def names(events: Iterable[type[Event]]) -> set[str]:
    return {event.topic().rpartition(".v")[0] for event in events}
