"""Things that people hold: one function each, registered here with the words that name them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.props import jewels, papers, things


@dataclass(frozen=True)
class Prop:
    """A thing about 100 units wide, drawn around the origin; ``words`` is the expression that names it."""

    name: str
    words: str
    draw: Callable[[Pen], None]

    def named_in(self, text: str) -> int:
        """Where the text first names it, -1 if it does not."""
        found = re.search(self.words, text, re.IGNORECASE)
        return found.start() if found else -1


PROPS: tuple[Prop, ...] = (
    Prop("red envelope", r"红包|压岁|red (?:envelope|packet)", papers.red_envelope),
    Prop("letter", r"信|纸条|遗书|\bletter|\bnote\b", papers.letter),
    Prop("photo", r"照片|相片|合影|\bphoto|\bpicture\b", papers.photo),
    Prop(
        "contract",
        r"合同|文件|协议|证|报告|病历|账本|contract|document|papers?\b|agreement|will\b|report|file",
        papers.document,
    ),
    Prop("phone", r"手机|电话|短信|微信|\bphone|\bscreen\b|\bmessage", things.phone),
    Prop("key", r"钥匙|\bkeys?\b", things.key),
    Prop("cup", r"茶|杯|碗|汤|\bcup|\btea\b|\bbowl|\bsoup", things.cup),
    Prop("box", r"盒|箱|礼物|\bbox|\bgift|\bpresent\b", things.box_with_ribbon),
    Prop("money", r"钱|钞|现金|支票|\bmoney|\bcash|\bcheque|\bcheck\b", papers.money),
    Prop("ring", r"戒指|\bring\b", jewels.ring),
    Prop("pendant", r"玉|项链|吊坠|镯|\bjade|pendant|necklace|locket|bracelet", jewels.pendant),
    Prop("watch", r"手表|怀表|\bwatch\b", jewels.watch),
)


def prop_in(text: str) -> Prop | None:
    """The thing that an action names first; None if it names none."""
    named = [(at, prop) for prop in PROPS if (at := prop.named_in(text)) >= 0]
    return min(named, key=lambda pair: pair[0])[1] if named else None
