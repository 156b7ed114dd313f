"""How a scene is put to a chat model: what it is asked in the drama's language, and the schema of its answer. Pure."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from services.script.dialogue.brief import BriefedShot, SceneBrief
from shared.artifacts.records import Emotion
from shared.events.request import Language

_TOKENS_FOR_THE_ANSWER, _TOKENS_FOR_A_SHOT, _TOKENS_FOR_A_LINE = 100, 90, 120
_AGAIN: dict[Language, str] = {
    "zh-CN": "上一次的回答不合要求，请改正后重新给出完整的 JSON：\n",
    "en-US": "The last answer was refused. Give the whole JSON again, with this put right:\n",
}


def rules(brief: SceneBrief) -> str:
    """The system message: what the model is, the rules, the schema."""
    return _rules(brief.language).replace("{schema}", json.dumps(schema(brief), ensure_ascii=False))


def material(brief: SceneBrief) -> str:
    """The user's message: the scene as JSON, in the form of the answer where it is to be answered."""
    return brief.model_dump_json()


def again(brief: SceneBrief, problems: Sequence[str]) -> str:
    """What a model is told whose answer was refused."""
    return _AGAIN[brief.language] + "\n".join(f"- {problem}" for problem in problems)


def most_tokens(brief: SceneBrief) -> int:
    """How long the answer may be: about twice what it takes."""
    lines = sum(len(shot.lines) for shot in brief.shots.values())
    return _TOKENS_FOR_THE_ANSWER + _TOKENS_FOR_A_SHOT * len(brief.shots) + _TOKENS_FOR_A_LINE * lines


def schema(brief: SceneBrief) -> dict[str, Any]:
    """The JSON schema of the answer: exactly the scene's shots and lines, in words that any provider knows."""
    speakers = sorted({line.speaker for shot in brief.shots.values() for line in shot.lines.values()})
    line = {
        "speaker": {"type": "string", "enum": speakers},
        "text": {"type": "string"},
        "emotion": {"type": "string", "enum": list(get_args(Emotion))},
    }
    shots = _object({name: _shot(shot) for name, shot in brief.shots.items()})
    return {**_object({"shots": shots}), "$defs": {"line": _object(line)}}


def _shot(shot: BriefedShot) -> dict[str, Any]:
    lines = _object({line: {"$ref": "#/$defs/line"} for line in shot.lines})
    return _object({"action": {"type": "string"}, "lines": lines})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@cache
def _rules(language: Language) -> str:
    return files(__package__ or __name__).joinpath(f"{language}.txt").read_text("utf-8").strip()
