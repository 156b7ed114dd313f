"""What is asked for, and who offers it: an episode of 47 shots, and a catalogue of several houses."""

from tests.bought import house

SHOTS = 47
DRAMA = "season"
FILMERS = ("first", "second", "third")
HOUSES = (*FILMERS, "writers", "voices")
REQUEST = {
    "drama": DRAMA,
    "title": "The Red Envelope",
    "premise": "A delivery rider finds the red envelope that her grandmother hid for thirty years.",
    "language": "en-US",
    "characters": [
        {
            "name": "Maya",
            "role": "protagonist",
            "look": "25, curly hair",
            "outfit": "green sweater",
            "voice": "voices/Emma",
        },
        {"name": "Ruth", "role": "grandmother", "look": "71, grey bun", "outfit": "purple cardigan"},
    ],
    "episode_seconds": 145,
    "seed": 8,
    "quality": "standard",
    "stop_at": "animatic",
    "budget_usd": 40,
}
"""An episode of 47 shots; only Maya's voice is bought."""
_SPEECH = """
[[model]]
name = "{name}"
provider = "voices"
capability = "speech"
rank = {rank}
languages = ["en-US"]
voices = {{en-US = {{Emma = "female"}}}}
"""
_CHAT = """
[[model]]
name = "{name}"
provider = "writers"
capability = "chat"
rank = {rank}
strengths = ["{strength}"]
languages = ["en-US"]
context_tokens = 128000
"""
_FILM = """
[[model]]
name = "{name}"
provider = "{provider}"
capability = "video"
rank = {rank}
strengths = ["{strength}"]
seconds = [5, 30]
aspects = ["9:16"]
resolutions = ["720p"]
"""
_WRITERS = (("claude-sonnet-4.5", "feeling"), ("gpt-4.1", "structure"), ("deepseek-v3.2", "cheap"))
_FILMS = (
    ("kling-v1-6", "first", "people"),
    ("runway-gen3", "second", "feeling"),
    ("pika-2-0", "second", "places"),
    ("video-gen-2.0", "third", "cheap"),
)
_SPEAKERS = ("tts-1-hd", "voice-tts-3.0")


def catalogue(url: str) -> str:
    """The one that is preferred has room for 40 films a minute, so that many are left when it is dropped."""
    houses = [house(name, url, "requests_per_minute = 40" if name == "first" else "") for name in HOUSES]
    chat = [_CHAT.format(name=name, rank=rank, strength=what) for rank, (name, what) in enumerate(_WRITERS, 1)]
    films = [
        _FILM.format(name=name, provider=provider, rank=rank, strength=what)
        for rank, (name, provider, what) in enumerate(_FILMS, 1)
    ]
    speech = [_SPEECH.format(name=name, rank=rank) for rank, name in enumerate(_SPEAKERS, 1)]
    return "".join((*houses, *chat, *films, *speech))
