"""What moderation refuses: the same words of the same model always, other words perhaps not."""

from infra.simulator.calls import Brief
from infra.simulator.fates import Fate
from infra.simulator.luck import Luck
from infra.simulator.scenario import Scenario


def refused_input(operation: str, brief: Brief, fate: Fate, scenario: Scenario) -> str | None:
    """The name of the input that is refused, if one is."""
    inputs = brief.inputs()
    for name, text in inputs.items():
        if any(word in text for word in scenario.faults.forbidden):
            return name
    main, text = next(iter(inputs.items()))
    if fate.ruled:
        return main if fate.ruled.fault == "moderation" else None
    content = Luck(scenario.seed, operation, brief.model, text)
    return main if content.happens("moderation", scenario.faults.moderation) else None
