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
    "neutral": Expression(smile=0.12),
    "happy": Expression(
        brow_inner=0.2, brow_outer=0.45, lid=0.7, squint=0.95, smile=1.0, stretch=0.75, jaw=0.3, tilt=4, bow=-3,
        blush=0.6,
    ),
    "sad": Expression(
        brow_inner=1.15, brow_outer=-0.55, frown=0.35, lid=0.62, squint=0.15, smile=-0.85, stretch=-0.3, bow=9, tilt=-6,
        shrug=-0.5, lean=-0.2, blush=0.2, tears=1.0, gaze=0.55,
    ),
    "angry": Expression(
        brow_inner=-1.15, brow_outer=0.6, frown=1.2, lid=0.84, squint=0.55, smile=-0.75, stretch=0.3, jaw=0.14, bow=5,
        shrug=0.35, lean=0.7,
    ),
    "surprised": Expression(
        brow_inner=1.0, brow_outer=1.25, lid=1.3, squint=-0.5, smile=0.0, stretch=-0.9, jaw=0.46, bow=-5, shrug=0.5,
        lean=-0.5,
    ),
    "afraid": Expression(
        brow_inner=1.3, brow_outer=-0.15, frown=0.9, lid=1.22, squint=0.1, smile=-0.5, stretch=0.6, jaw=0.2, bow=3,
        tilt=-4, shrug=1.0, lean=-0.8,
    ),
    "tender": Expression(
        brow_inner=0.6, brow_outer=0.1, lid=0.68, squint=0.55, smile=0.62, stretch=0.1, bow=4, tilt=8, blush=1.0,
        gaze=0.15,
    ),
}  # fmt: skip
