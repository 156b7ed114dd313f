"""A shot in the words of a film model: English, from the general to the particular. Pure.

Names, looks and actions stay in the language of the story; models read both.
"""

from shared.artifacts.records import Emotion, Framing, Move, Place, TimeOfDay
from shared.events.request import Language, Mood
from shared.providers.ports import Actor, FilmBrief

NEGATIVE = (
    "subtitles, captions, watermark, logo, split screen, collage, extra people, extra fingers, deformed hands, "
    "distorted face, changing clothes, jump cut, flicker, blurry"
)
LONGEST = 1500
"""Characters of a prompt; what comes last is what may be cut."""

_FRAMINGS: dict[Framing, str] = {
    "wide": "Wide shot",
    "medium": "Medium shot, from the waist up",
    "close-up": "Close-up of the face",
    "over-shoulder": "Over-the-shoulder shot",
    "insert": "Insert shot, a detail filling the frame",
}
_MOVES: dict[Move, str] = {
    "static": "the camera is locked off",
    "push-in": "the camera pushes in slowly",
    "pan": "the camera pans slowly",
    "handheld": "the camera is handheld, with little sway",
}
_PLACES: dict[Place, str] = {
    "courtyard": "the courtyard of an old house",
    "living-room": "a lived-in living room",
    "kitchen": "a family kitchen",
    "street": "a city street with shops",
    "office": "a modern office",
    "hospital": "a hospital corridor",
    "teahouse": "a teahouse",
    "station": "a railway station",
    "rooftop": "a rooftop above the city",
}
_TIMES: dict[TimeOfDay, str] = {
    "morning": "soft morning light",
    "day": "clear daylight",
    "dusk": "dusk, low warm light",
    "night": "night, lit by lamps",
}
_MOODS: dict[Mood, str] = {
    "dramatic": "tense and dramatic, strong contrast",
    "romantic": "tender and romantic, soft light",
    "comedic": "light and comedic, bright colours",
    "suspense": "suspenseful, deep shadows",
    "triumphant": "triumphant, rising light",
    "melancholic": "melancholic, muted colours",
}
_REGIONS: dict[Language, str] = {"zh-CN": "present-day China", "en-US": "the present-day United States"}
_STYLES = {"cinematic": "cinematic live action, shallow depth of field, natural skin"}
_FEELINGS: dict[Emotion, str] = {
    "neutral": "calmly",
    "happy": "happily",
    "sad": "sadly",
    "angry": "angrily",
    "surprised": "in surprise",
    "afraid": "in fear",
    "tender": "tenderly",
}


def prompt(brief: FilmBrief, is_shown: bool = False) -> str:
    """What is to be seen. The same brief has the same words. Of several people it says who is shown by a reference."""
    parts = [
        f"{_FRAMINGS[brief.framing]}; {_MOVES[brief.move]}",
        f"{_PLACES[brief.place]}, {_REGIONS[brief.language]}, {_TIMES[brief.time]}",
        _people(brief.actors),
        _reference(brief) if is_shown else "",
        brief.action.strip().rstrip(".。"),
        _speech(brief),
        _MOODS[brief.mood],
        _STYLES.get(brief.style, brief.style),
        "one continuous vertical shot" if brief.height > brief.width else "one continuous shot",
    ]
    told = ". ".join(_sentence(part) for part in parts if part) + "."
    return told if len(told) <= LONGEST else told[: LONGEST - 1].rsplit(" ", 1)[0] + "."


def _sentence(part: str) -> str:
    return part[:1].upper() + part[1:]


def _people(actors: tuple[Actor, ...]) -> str:
    if not actors:
        return "nobody is seen"
    if len(actors) == 1:
        return person(actors[0])
    return "from left to right: " + "; ".join(person(actor) for actor in actors)


def _reference(brief: FilmBrief) -> str:
    """One picture, and several people who could be meant."""
    if brief.subject is None or len(brief.actors) == 1:
        return ""
    return f"the character reference is {brief.subject.name}, nobody else"


def person(actor: Actor) -> str:
    """Age, sex, look and outfit: the words that the anchor was drawn from, so that every shot has the same person."""
    grown = {"female": "woman", "male": "man"} if actor.age >= 18 else {"female": "girl", "male": "boy"}
    look = f", {actor.look.strip()[:160]}" if actor.look.strip() else ""
    outfit = f", wearing {actor.outfit.strip()[:160]}" if actor.outfit.strip() else ""
    return f"{actor.name}, a {actor.age}-year-old {grown[actor.gender]}{look}{outfit}"


def _speech(brief: FilmBrief) -> str:
    """Who speaks, in what order and how; the others keep their mouths closed."""
    spoken: dict[str, Emotion] = {}
    for line in brief.utterances:
        spoken.setdefault(line.speaker, line.emotion)
    if not spoken:
        return "nobody speaks" if brief.actors else ""
    told = ", then ".join(f"{speaker} speaks {_FEELINGS[emotion]}" for speaker, emotion in spoken.items())
    return f"{told}; whoever listens keeps the mouth closed"
