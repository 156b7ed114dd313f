"""How a scene is put to a chat model: rules and material in the drama's language, the schema of the answer. Pure."""

from functools import cache
from importlib.resources import files
from typing import Any, get_args

from services.script.dialogue.brief import BriefedShot, SceneBrief
from shared.artifacts.records import Emotion
from shared.events.request import Language
from shared.providers.completions import ChatBrief, Message

TEMPERATURE = 0.8
_TOKENS_FOR_THE_ANSWER, _TOKENS_FOR_A_SHOT, _TOKENS_FOR_A_LINE = 100, 90, 120


def asked(brief: SceneBrief) -> ChatBrief:
    """What a model is asked; the material has the form of the answer where it is to be answered."""
    return ChatBrief(
        messages=(
            Message(role="system", text=_rules(brief.language)),
            Message(role="user", text=brief.model_dump_json()),
        ),
        max_tokens=_most_tokens(brief),
        temperature=TEMPERATURE,
        answer=schema(brief),
    )


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


def _most_tokens(brief: SceneBrief) -> int:
    """How long the answer may be: about twice what it takes."""
    lines = sum(len(shot.lines) for shot in brief.shots.values())
    return _TOKENS_FOR_THE_ANSWER + _TOKENS_FOR_A_SHOT * len(brief.shots) + _TOKENS_FOR_A_LINE * lines


def _shot(shot: BriefedShot) -> dict[str, Any]:
    lines = _object({line: {"$ref": "#/$defs/line"} for line in shot.lines})
    return _object({"action": {"type": "string"}, "lines": lines})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@cache
def _rules(language: Language) -> str:
    return files(__package__ or __name__).joinpath(f"{language}.txt").read_text("utf-8").strip()
