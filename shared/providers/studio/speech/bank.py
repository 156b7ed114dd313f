"""The voice bank, as data: every voice of the studio, how it is blended, and whom it suits."""

from dataclasses import dataclass, field
from math import exp, log

from shared.artifacts.records import Gender
from shared.events.request import Language
from shared.runtime.errors import Permanent


@dataclass(frozen=True)
class Voice:
    """A voice: the model voices it is blended of and their weights, and the ages it sounds like.

    ``pitch``, its ``range`` and ``speed`` are factors. ``size`` is the speaker's vocal tract against an adult's of that
    timbre: below 1 smaller (a child), above 1 larger. ``variant`` is the voice that espeak-ng puts on instead.
    """

    name: str
    language: Language
    gender: Gender
    ages: tuple[int, int]
    variant: str
    blend: dict[str, float] = field(default_factory=dict)
    pitch: float = 1.0
    speed: float = 1.0
    size: float = 1.0
    range: float = 1.0

    @property
    def parts(self) -> dict[str, float]:
        """Model voices and weights; a voice without a blend is the model voice of its name."""
        return self.blend or {self.name: 1.0}

    @property
    def height(self) -> float:
        """The pitch in Hz that the model gives the blend."""
        return exp(sum(weight * log(HEIGHTS[part]) for part, weight in self.parts.items()))

    @property
    def british(self) -> bool:
        return self.name.startswith("b")

    def years_off(self, age: int) -> int:
        """How many years the age lies outside of what the voice sounds like."""
        low, high = self.ages
        return max(low - age, age - high, 0)


HEIGHTS: dict[str, int] = {
    "af_alloy": 139, "af_aoede": 174, "af_bella": 193, "af_heart": 193, "af_jessica": 204, "af_kore": 147,
    "af_nicole": 145, "af_nova": 158, "af_river": 179, "af_sarah": 185, "af_sky": 159, "am_adam": 117, "am_echo": 104,
    "am_eric": 157, "am_fenrir": 130, "am_liam": 120, "am_michael": 112, "am_onyx": 85, "am_puck": 110,
    "am_santa": 174, "bf_alice": 217, "bf_emma": 180, "bf_isabella": 200, "bf_lily": 179, "bm_daniel": 123,
    "bm_fable": 114, "bm_george": 142, "bm_lewis": 89, "zf_xiaobei": 227, "zf_xiaoni": 228, "zf_xiaoxiao": 232,
    "zf_xiaoyi": 299, "zm_yunjian": 122, "zm_yunxi": 159, "zm_yunxia": 291, "zm_yunyang": 110,
}  # fmt: skip
"""The median pitch of each model voice in Hz, as measured."""

_GENDERS: dict[str, Gender] = {"f": "female", "m": "male"}


def _voice(
    name: str, ages: tuple[int, int], variant: str, blend: dict[str, float] | None = None, **shape: float
) -> Voice:
    language: Language = "zh-CN" if name.startswith("z") else "en-US"
    return Voice(name, language, _GENDERS[name[1]], ages, variant, blend or {}, **shape)


BANK: tuple[Voice, ...] = (
    # Mandarin, women
    _voice("zf_xiaoxiao", (20, 38), "f2"),
    _voice("zf_xiaoyi", (16, 27), "f4", pitch=0.9, size=1.02, speed=0.97),
    _voice("zf_xiaoni", (20, 36), "f3", pitch=0.94, size=0.97, speed=1.04),
    _voice("zf_xiaobei", (28, 48), "f1", pitch=1.04, speed=1.04),
    _voice("zf_wanqing", (28, 46), "f5", {"zf_xiaoni": 0.5, "af_kore": 0.5}, pitch=0.96, size=1.04),
    _voice("zf_ruolan", (22, 40), "f3", {"zf_xiaoxiao": 0.5, "bf_isabella": 0.5}, pitch=1.12, size=0.93),
    _voice("zf_meimei", (12, 18), "f4", {"zf_xiaoni": 0.75, "zf_xiaoyi": 0.25}, pitch=1.14, size=0.9, speed=1.05),
    _voice("zf_tongtong", (3, 12), "f5", {"zf_xiaoyi": 0.7, "zf_xiaoxiao": 0.3}, pitch=1.16, size=0.85, speed=0.92),
    _voice("zf_niuniu", (3, 12), "f4", {"zf_xiaoxiao": 0.6, "af_jessica": 0.4}, pitch=1.34, size=0.82, speed=0.98),
    _voice("zf_guilan", (44, 62), "f1", {"zf_xiaobei": 0.6, "zf_xiaoxiao": 0.4}, pitch=0.9, size=1.06, speed=1.04),
    _voice("zf_fengxia", (42, 60), "f2", {"zf_xiaobei": 0.4, "bf_emma": 0.6}, pitch=0.98, size=0.98, speed=1.1),
    _voice("zf_nainai", (60, 110), "f1", {"zf_xiaobei": 0.5, "zf_xiaoni": 0.5}, pitch=0.79, size=0.98, speed=0.82),
    _voice("zf_popo", (58, 110), "f2", {"zf_xiaoxiao": 0.5, "af_alloy": 0.5}, pitch=0.84, size=1.1, speed=0.84),
    # Mandarin, men
    _voice("zm_yunxi", (18, 34), "m3"),
    _voice("zm_yunyang", (28, 48), "m1"),
    _voice("zm_yunjian", (32, 52), "m7", pitch=1.04),
    _voice("zm_yunxia", (10, 18), "m4", pitch=0.86),
    _voice("zm_haoran", (20, 36), "m2", {"zm_yunxi": 0.5, "am_liam": 0.5}, pitch=0.99, size=1.0, speed=1.04),
    _voice("zm_zhiyuan", (30, 48), "m5", {"zm_yunyang": 0.45, "am_eric": 0.55}, pitch=1.04, size=0.96, speed=0.94),
    _voice("zm_doudou", (3, 11), "f4", {"zm_yunxia": 0.85, "am_puck": 0.15}, pitch=1.12, size=0.86, speed=1.02),
    _voice("zm_jianguo", (46, 64), "m6", {"zm_yunjian": 0.6, "am_onyx": 0.4}, pitch=0.92, size=1.07, speed=0.93),
    _voice("zm_weimin", (44, 62), "m4", {"zm_yunjian": 0.4, "bm_fable": 0.6}, pitch=0.99, size=1.03, speed=1.02),
    _voice("zm_yeye", (62, 110), "m6", {"zm_yunyang": 0.5, "bm_lewis": 0.5}, pitch=0.9, size=1.05, speed=0.84),
    _voice("zm_laoli", (58, 110), "m8", {"zm_yunjian": 0.5, "bm_george": 0.5}, pitch=1.04, size=0.98, speed=0.86),
    # English, women
    _voice("af_heart", (20, 38), "f3"),
    _voice("af_bella", (22, 38), "f2"),
    _voice("af_sarah", (26, 46), "f1"),
    _voice("af_nova", (28, 46), "f5"),
    _voice("af_kore", (26, 44), "f2"),
    _voice("af_aoede", (18, 32), "f4"),
    _voice("af_alloy", (26, 44), "f1"),
    _voice("af_nicole", (22, 40), "f5", speed=1.3),
    _voice("af_jessica", (16, 28), "f4"),
    _voice("af_river", (24, 40), "f3"),
    _voice("af_sky", (18, 30), "f3", pitch=1.08),
    _voice("bf_emma", (32, 52), "f1"),
    _voice("bf_isabella", (26, 46), "f2"),
    _voice("bf_alice", (24, 44), "f5"),
    _voice("bf_lily", (16, 30), "f4", pitch=1.06),
    _voice("af_june", (12, 17), "f4", {"af_sky": 0.4, "af_jessica": 0.6}, pitch=1.28, size=0.93, speed=1.04),
    _voice("af_poppy", (3, 12), "f5", {"af_jessica": 0.6, "af_heart": 0.4}, pitch=1.38, size=0.82, speed=0.95),
    _voice("af_daisy", (3, 12), "f4", {"af_aoede": 0.5, "bf_lily": 0.5}, pitch=1.42, size=0.86, speed=0.9),
    _voice("af_martha", (46, 66), "f1", {"bf_isabella": 0.4, "af_sarah": 0.6}, pitch=0.88, size=1.06, speed=0.96),
    _voice("af_granny", (60, 110), "f1", {"bf_emma": 0.5, "bf_isabella": 0.5}, pitch=0.84, size=1.02, speed=0.84),
    _voice("bf_agatha", (60, 110), "f2", {"bf_alice": 0.5, "af_nova": 0.5}, pitch=0.88, size=1.05, speed=0.84),
    # English, men
    _voice("am_michael", (28, 48), "m3"),
    _voice("am_fenrir", (26, 46), "m1"),
    _voice("am_puck", (18, 34), "m2"),
    _voice("am_adam", (30, 50), "m7"),
    _voice("am_echo", (22, 40), "m4"),
    _voice("am_eric", (28, 46), "m5"),
    _voice("am_liam", (18, 34), "m3"),
    _voice("am_onyx", (36, 56), "m6"),
    _voice("am_santa", (62, 110), "m8", pitch=0.84, range=0.8),
    _voice("bm_george", (38, 60), "m1"),
    _voice("bm_fable", (28, 48), "m5"),
    _voice("bm_lewis", (38, 60), "m7"),
    _voice("bm_daniel", (24, 44), "m2"),
    _voice("am_jake", (12, 17), "m4", {"am_puck": 0.5, "am_eric": 0.5}, pitch=1.28, size=0.93),
    _voice("am_timmy", (3, 12), "f4", {"am_puck": 0.3, "af_jessica": 0.7}, pitch=1.46, size=0.86, speed=0.95),
    _voice("am_hank", (50, 68), "m6", {"am_onyx": 0.5, "bm_lewis": 0.5}, pitch=0.97, size=1.05),
    _voice("am_gramps", (62, 110), "m8", {"am_adam": 0.5, "bm_george": 0.5}, pitch=0.88, size=1.06, speed=0.84),
)

_TOO_FAR = 18
"""Years beyond which a voice does not fit: it is better to hear a fitting voice twice."""


def names(language: Language) -> tuple[str, ...]:
    """The voices that speak the language, in the order of the bank."""
    return tuple(voice.name for voice in BANK if voice.language == language)


def find(name: str, language: Language) -> Voice:
    """The voice of that name; raises Permanent, naming those that exist, when the language has none of it."""
    for voice in BANK:
        if voice.name == name and voice.language == language:
            return voice
    raise Permanent(f"no voice '{name}' speaks {language}: choose one of {', '.join(names(language))}")


def cast(language: Language, gender: Gender, age: int, taken: frozenset[str]) -> str:
    """The voice nearest in age that nobody has; one that somebody has when no other fits."""
    suited = [voice for voice in BANK if voice.language == language and voice.gender == gender]
    ranked = sorted(suited, key=lambda voice: (voice.years_off(age), _off_centre(voice, age)))
    fitting = [voice for voice in ranked if voice.years_off(age) <= _TOO_FAR and _grown_up(voice) == (age >= 16)]
    free = [voice.name for voice in fitting if voice.name not in taken]
    return free[0] if free else (fitting or ranked)[0].name


def _grown_up(voice: Voice) -> bool:
    return voice.ages[1] > 18


def _off_centre(voice: Voice, age: int) -> float:
    low, high = voice.ages
    return round(abs(age - (low + high) / 2) / (high - low), 1)
