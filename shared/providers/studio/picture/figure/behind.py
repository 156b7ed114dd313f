"""A character seen from behind, for shots over the shoulder."""

from shared.providers.studio.picture.brush import MULTIPLY, Pen, blob, oval
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.figure.arms import Swing
from shared.providers.studio.picture.figure.body import build_of
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.figure.face import draw_ears, skin_ramp
from shared.providers.studio.picture.figure.limbs import draw_arm
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.hair import Tress
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.wardrobe import Tailor

_LOOSE = frozenset({"long", "wavy", "halfup", "curly", "perm"})
_TIED = frozenset({"ponytail", "bun", "braid", "twintails"})
_BARE = frozenset({"bald", "balding"})


def draw_behind(pen: Pen, look: Look, key: int, away: int) -> None:
    """Back, shoulders and the back of the head, which looks ``away`` (+1 to the picture's right)."""
    build = build_of(look, 0)
    _neck(pen, look, build, key)
    _back(Tailor(pen, build, look.outfit, key, not look.woman))
    for side in (-1, 1):
        draw_arm(pen, look, build, side, Swing(), key)
    _head(pen, look, key, away)


def _neck(pen: Pen, look: Look, build: Build, key: int) -> None:
    n = build.neck
    column = blob([(-n, 20), (n, 20), (n, 120), (n + 26, 172), (0, 190), (-n - 26, 172), (-n, 120)])
    pen.fill(column, skin_ramp(look, n, key))
    with pen.within(column):
        pen.fill(oval(0, 70, n * 1.4, 44), look.shade, 0.9, 9, MULTIPLY)
        pen.stroke([(0, 90), (0, 170)], (4, 12, 5), look.shade, 0.5, 5, MULTIPLY)


def _back(tailor: Tailor) -> None:
    garment, b = tailor.outfit.garment, tailor.build
    torso = tailor.torso(garment.cut)
    tailor.fill(torso, tailor.sleeve_colour if garment.inner_sleeves else tailor.cloth)
    with tailor.pen.within(torso):
        tailor.folds(0.4)
        if garment.back:
            garment.back(tailor)
        else:
            tailor.seam(
                [(-b.shoulder * 0.9, 236), (-b.shoulder * 0.4, 256), (b.shoulder * 0.4, 256), (b.shoulder * 0.9, 236)]
            )
        for side in (-1, 1):  # shoulder blades
            blade = [(side * b.shoulder * 0.62, 230), (side * b.shoulder * 0.34, 330), (side * b.shoulder * 0.6, 380)]
            tailor.pen.stroke([b.at(x, y) for x, y in blade], (6, 30, 8), tailor.shade, 0.4, 10, MULTIPLY)
    n = b.neck + 8
    tone = lighter(tailor.cloth, 0.05)
    tailor.shape([(-n, 134), (0, 122), (n, 134), (n + 16, 166), (0, 188), (-n - 16, 166)], tone, rounded=True)
    tailor.seam([(-n - 12, 164), (0, 184), (n + 12, 164)], 2, 0.5)


def _head(pen: Pen, look: Look, key: int, away: int) -> None:
    """The skull, an ear, hair that falls from the crown to the nape."""
    turn = Turn(0)
    draw_ears(pen, look, turn)
    tress = Tress(pen, turn, look.hair_colour, look.seed, key)
    style = look.hair.name
    if style in _BARE:
        pen.fill(
            blob([(-78, -40), (-60, -104), (0, -124), (60, -104), (78, -40), (72, 40), (0, 84), (-72, 40)]),
            skin_ramp(look, 78, key),
        )
        _fall(tress, (-20, 62), 30, 0.9)
        return
    if style in _LOOSE:
        _fall(tress, (-112, 236), 96, 1.06)
    elif style in _TIED:
        if style != "ponytail":
            look.hair.back(tress)
        _fall(tress, (-112, 70), 34, 0.98)
        x = away * 10
        if style == "ponytail":
            tress.mass(
                [(x - 12, -30, 0), (x - 42, 40, 0), (x - 36, 150, 0), (x - 10, 260, 0)],
                [(x + 12, -30, 0), (x + 44, 40, 0), (x + 30, 150, 0), (x + 6, 272, 0)],
                clumps=4, point=0.5, shine=0.25,
            )  # fmt: skip
            tress.band(x, -28, 17, 9, 0)
    else:
        long = 112 if look.woman else 62
        _fall(tress, (-112, long), 84 if look.woman else 40, 1.02 if look.woman else 0.96)
    pen.fill(oval(-key * 40, 20, 60, 110), darker(look.hair_colour, 0.8), 0.3, 24, MULTIPLY)


def _fall(tress: Tress, ends: tuple[float, float], half: float, full: float) -> None:
    """Hair from the first height to the second, ``half`` as wide at its end."""
    top, low = ends
    crown = min(0.0, top + 112)
    for left, right in ((-1.0, -0.3), (0.3, 1.0), (-0.42, 0.42)):
        guides = [
            [
                (share * 20, top - crown, 0),
                (share * 62 * full, max(top, -88), 0),
                (share * 84 * full, -24, 0),
                (share * 78 * full, min(low, 36), 0),
                (share * (half + 78) * 0.5, (min(low, 36) + low) / 2 + 6, 0),
                (share * half, low - 14 * share * share, 0),
            ]
            for share in (left, (left + right) / 2, right)
        ]
        tress.mass(*guides, clumps=6, point=0.22, shine=0.3)
