"""A scene put to a real model behind llama.cpp's server: it keeps to the schema, so what it says can be checked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.script.dialogue.answer import SceneAnswer
from services.script.dialogue.brief import SceneBrief, briefs
from services.script.dialogue.prompt import asked
from services.script.plan import write_plan
from services.script.story import invent_story
from shared.events import Request
from shared.ledger import Terms
from shared.providers.catalogue import ModelSpec
from shared.providers.completions import Completion, parsed
from shared.providers.openai.chat import complete
from shared.providers.remote.keys import KeyRing
from shared.providers.remote.wire import Wire
from tests.contract.test_openai import quote_of
from tests.modelserver import need_model, serving
from tests.wires import TICKET, provider, receipt_of

MODEL = ModelSpec(name="gemma-3-270m", provider="local", capability="chat", json_schema=True)
PATIENT = Terms(acceptance="neither", answer_within=300, done_within=300)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path, room=2048) as url:
        yield url


def opening() -> SceneBrief:
    """Two shots."""
    premise = "A delivery rider finds the red envelope that her grandmother hid for thirty years."
    story = invent_story(Request(premise=premise, language="en-US", episode_seconds=60, seed=7))
    return briefs(write_plan(story, 1), story)[0]


@need_model
async def test_a_real_model_answers_with_exactly_the_scene_s_shots_and_lines(server: str, tmp_path: Path) -> None:
    brief = opening()
    here = provider(server, name="local", adapter="openai", key="", terms=PATIENT)
    async with Wire(here, KeyRing(None, {}), allow_loopback=True) as wire:
        work = complete(wire, MODEL, asked(brief).model_copy(update={"temperature": 0}), quote_of(2000))
        said = await work.fetch(receipt_of(await work.submit(TICKET), TICKET, work.quote), tmp_path / "answer.txt")
    assert isinstance(said, Completion)
    shots = parsed(said, SceneAnswer).shots
    assert {name: set(shot.lines) for name, shot in shots.items()} == {
        name: set(shot.lines) for name, shot in brief.shots.items()
    }
