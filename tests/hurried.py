"""A small drama that is bought on a rough day, in a hurry: the day, who sells, what is asked for."""

from typing import Any

from tests.bought import house, rough

KEY = "hs_canary_of_the_key_that_nobody_may_see_0123"
SCALE = 60
"""Simulated seconds in one of ours: a film takes half a second."""
HOUSES = ("voices", "first", "second")
MODELS = """
[[model]]
name = "tts-1-hd"
provider = "voices"
capability = "speech"
voices = {zh-CN = {Tianmei = "female", Mei = "female"}}

[[model]]
name = "kling-v1-6"
provider = "first"
capability = "video"
limits = {requests_per_minute = 12}
seconds = [5, 30]
aspects = ["9:16"]
resolutions = ["720p"]
reference_images = true

[[model]]
name = "pika-2-0"
provider = "second"
capability = "video"
seconds = [5, 30]
aspects = ["9:16"]
resolutions = ["720p"]
reference_images = true
"""


def in_a_hurry() -> dict[str, Any]:
    """The rough day, without what a person has to mend: keys that end, refused words."""
    lasting = {"form": "any", "expire_after_calls": None}
    return rough(time_scale=SCALE, keys=lasting, faults={"moderation": 0}, jobs={"moderated": 0})


def catalogue(url: str) -> str:
    """The first has room for one film in five seconds, so that most are left when it is dropped."""
    return house("voices", url) + house("first", url) + house("second", url) + MODELS


def request(**changes: Any) -> dict[str, Any]:
    """Films and both voices are bought."""
    return {
        "title": "红包",
        "premise": "林小满在除夕夜发现奶奶藏了三十年的红包。",
        "quality": "standard",
        "budget_usd": "20.00",
        "episode_seconds": 40,
        "characters": [
            {"name": "林小满", "role": "protagonist", "look": "24岁，马尾", "voice": "voices/Tianmei"},
            {"name": "王桂英", "role": "奶奶", "look": "70岁，白发", "voice": "voices/Mei"},
        ],
    } | changes
