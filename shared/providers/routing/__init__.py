"""Which model is asked: traits of the work, rules over them, and a market that goes on when a model cannot.

What only plans and estimates needs no more than this; who buys takes ``Routed`` from ``routing.market``.
"""

from shared.providers.routing.gate import Gate
from shared.providers.routing.ranking import Bid, Ranked, rank
from shared.providers.routing.rules import SHIPPED_RULES, Quality, Rule, Rules
from shared.providers.routing.traits import Trait, traits_of_brief, traits_of_scene, traits_of_shot

__all__ = [
    "SHIPPED_RULES",
    "Bid",
    "Gate",
    "Quality",
    "Ranked",
    "Rule",
    "Rules",
    "Trait",
    "rank",
    "traits_of_brief",
    "traits_of_scene",
    "traits_of_shot",
]
