"""What papers and money say and look like in a part of the world: one record for each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shared.events.request import Language
from shared.providers.studio.picture.colours import RGB


@dataclass(frozen=True)
class Local:
    """``hand`` is how people write; ``note`` runs from a banknote's paper to its print; ``journey`` is where a ticket
    leads from and to, ``train`` its number and hour. ``stone`` and ``cord`` are what bangles and key rings are of.
    """

    hand: Literal["characters", "script"]
    contract: str
    medicine: str
    bankbook: str
    journey: tuple[str, str]
    train: tuple[str, str]
    note: tuple[RGB, RGB, RGB]
    cover: RGB
    envelope: RGB
    stone: tuple[RGB, RGB, RGB]
    cord: RGB


LOCALS: Mapping[Language, Local] = {
    "zh-CN": Local(
        hand="characters",
        contract="合 同",
        medicine="药",
        bankbook="存 折",
        journey=("北京", "哈尔滨"),
        train=("G381", "08:12 开"),
        note=((226, 118, 120), (240, 160, 150), (160, 40, 54)),
        cover=(146, 24, 34),
        envelope=(206, 176, 132),
        stone=((226, 250, 228), (112, 190, 146), (58, 130, 98)),
        cord=(190, 40, 40),
    ),
    "en-US": Local(
        hand="script",
        contract="CONTRACT",
        medicine="Rx",
        bankbook="BANK BOOK",
        journey=("Chicago", "Columbus"),
        train=("No. 38", "8:12 AM"),
        note=((164, 186, 150), (206, 218, 188), (44, 84, 58)),
        cover=(28, 48, 92),
        envelope=(242, 232, 208),
        stone=((255, 244, 196), (226, 180, 92), (150, 104, 40)),
        cord=(70, 76, 90),
    ),
}
