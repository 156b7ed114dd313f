"""What a face and a body do for each emotion."""

from dataclasses import dataclass, fields

from shared.artifacts.records import Emotion


@dataclass(frozen=True)
class Expression:
    """Offsets from a face at rest. Shares run from -1 to 1, angles are degrees, lengths head units."""

    brow_inner: float = 0.0  # raised inner ends
    brow_outer: float = 0.0
    frown: float = 0.0  # brows drawn together
    lid: float = 1.0  # how open the upper lids are
    squint: float = 0.0  # raised lower lids
    smile: float = 0.0  # corners of the mouth
    stretch: float = 0.0  # width of the mouth
    jaw: float = 0.0  # open without speech
    bow: float = 0.0  # head down
    tilt: float = 0.0
    shrug: float = 0.0  # shoulders up
    lean: float = 0.0  # towards the viewer
    blush: float = 0.0
    tears: float = 0.0
    gaze: float = 0.0  # eyes down

    def mixed(self, other: "Expression", share: float) -> "Expression":
        """``share`` of the other expression in this one."""
        return Expression(
            *(
                getattr(self, field.name) + (getattr(other, field.name) - getattr(self, field.name)) * share
                for field in fields(self)
            )
        )


EXPRESSIONS: dict[Emotion, Expression] = {
    "neutral": Expression(smile=0.14),
    "happy": Expression(
        brow_inner=0.15, brow_outer=0.3, lid=0.86, squint=0.75, smile=1.0, stretch=0.35, tilt=3, bow=-3, blush=0.5
    ),
    "sad": Expression(
        brow_inner=0.95, brow_outer=-0.45, frown=0.3, lid=0.72, squint=0.2, smile=-0.75, stretch=-0.2, bow=9, tilt=-5,
        shrug=-0.5, lean=-0.2, tears=0.9, gaze=0.35,
    ),
    "angry": Expression(
        brow_inner=-1.0, brow_outer=0.45, frown=1.0, lid=0.92, squint=0.45, smile=-0.6, stretch=0.05, bow=5,
        shrug=0.35, lean=0.7,
    ),
    "surprised": Expression(
        brow_inner=0.9, brow_outer=0.95, lid=1.34, squint=-0.3, smile=-0.05, stretch=-0.4, jaw=0.34, bow=-5, shrug=0.5,
        lean=-0.5,
    ),
    "afraid": Expression(
        brow_inner=1.0, brow_outer=0.1, frown=0.7, lid=1.24, squint=0.15, smile=-0.55, stretch=0.3, jaw=0.12, bow=3,
        tilt=-3, shrug=1.0, lean=-0.8,
    ),
    "tender": Expression(
        brow_inner=0.5, brow_outer=0.0, lid=0.82, squint=0.4, smile=0.55, stretch=0.05, bow=3, tilt=7, blush=0.8,
    ),
}  # fmt: skip
