"""The version of each service's way of making its results, part of every fingerprint: a better recipe makes anew."""

RECIPES: dict[str, int] = {"script": 1, "character": 1, "audio": 1, "video": 1, "compositor": 1}
