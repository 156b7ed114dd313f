"""A cut, a shot and a line that tests buy."""

from shared.artifacts.records import Cut
from shared.providers import FilmBrief, SpeechBrief
from shared.providers.ports import Actor

CUT = Cut(
    drama="red",
    episode="red.e01",
    number=1,
    plan="script/plans/p",
    cast="character/casts/c",
    track="final",
    quality="standard",
    language="zh-CN",
    style="cinematic",
)
ACTOR = Actor(
    name="林小满", gender="female", age=24, look="ponytail", outfit="red down jacket", seed=7, palette=("#8a5a3c",)
)
FILM = FilmBrief(
    place="street",
    time="night",
    mood="suspense",
    framing="medium",
    move="push-in",
    action="她停下电动车，回头看。",
    actors=(ACTOR,),
    utterances=(),
    seconds=1.5,
    style="cinematic",
    seed=7,
    width=144,
    height=256,
)
LINE = SpeechBrief(text="妈，我回来了。", language="zh-CN", voice="holysheep/Tianmei", emotion="happy")
