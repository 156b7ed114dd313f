"""The version of each service's way of making its results, part of every fingerprint: a better recipe makes anew."""

RECIPES: dict[str, int] = {"script": 3, "character": 2, "audio": 2, "video": 2, "compositor": 3}

DIALOGUE = 1
"""How scenes are put to a chat model and checked. A cut names its plan, so this is no part of a cut's recipes."""
