"""From a completion to a scene's words, or to what is wrong with it, in words that the model may be told. Pure."""

from services.script.dialogue.answer import SceneAnswer, worded
from services.script.dialogue.brief import SceneBrief
from services.script.dialogue.checks import problems_of_answer
from shared.artifacts.records import Plan, Story, WordedShot
from shared.providers.completions import Completion, Malformed, parsed


def taken(completion: Completion, brief: SceneBrief, plan: Plan, story: Story) -> tuple[WordedShot, ...]:
    """The words for this scene of the offline writer's plan. Raises Malformed, which names what is wrong."""
    answer = parsed(completion, SceneAnswer)
    if problems := problems_of_answer(brief, answer, plan, story):
        raise Malformed("; ".join(problems))
    return worded(brief, answer)
