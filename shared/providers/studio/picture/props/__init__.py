"""Things that people hold: one function each, registered here with the words that name them.

Those that look different in other parts of the world take the ``Local`` of the language first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from shared.events.request import Language
from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.props import house, jewels, papers, things
from shared.providers.studio.picture.props.local import LOCALS

Held = Literal["both", "one", "palm", "stand"]


@dataclass(frozen=True)
class Prop:
    """A thing about 100 units wide, drawn around the origin; ``words`` is the expression that names it.

    It is ``held`` in both hands, in one, on a palm, or not at all; ``flat`` things lie on a table. ``half`` is half its
    width and ``foot`` how far below the origin it ends (units), ``size`` how large a close view shows it.
    """

    name: str
    words: str
    draw: Callable[[Pen], None]
    held: Held = "both"
    flat: bool = False
    half: float = 50.0
    foot: float = 50.0
    size: float = 1.0

    def named_in(self, text: str) -> int:
        """Where the text first names it, -1 if it does not."""
        found = re.search(self.words, text, re.IGNORECASE)
        return found.start() if found else -1


@cache
def props_of(language: Language) -> tuple[Prop, ...]:
    """Every thing that we can draw, as it looks where the language is spoken."""
    local = LOCALS[language]
    return (
        Prop("red envelope", r"红包|压岁|red (?:envelope|packet)", papers.red_envelope, flat=True, half=42),
        Prop("envelope", r"信封|\benvelopes?\b", partial(papers.envelope, local), flat=True, half=62),
        Prop(
            "bankbook",
            r"存折|银行卡|户口本|护照|bank ?book|passbook|passport",
            partial(papers.bankbook, local),
            flat=True,
        ),
        Prop("ticket", r"车票|机票|船票|票根|\btickets?\b", partial(papers.ticket, local), flat=True, half=60),
        Prop(
            "letter",
            r"信纸|(?<!短|微|相)信(?!任|心|息|号|念)|纸条|遗书|字条|\bletters?\b|\bnote\b",
            partial(papers.letter, local),
            flat=True,
        ),
        Prop("photo", r"照片|相片|合影|相册|\bphoto|\bpicture\b", papers.photo, flat=True, half=54),
        Prop(
            "contract",
            r"合同|文件|协议|证(?!实|人)|报告|病历|账本|遗嘱|"
            r"contract|document|papers?\b|agreement|\bwill\b(?= of)|report|\bfile",
            partial(papers.document, local),
            flat=True,
        ),
        Prop("phone", r"手机|电话|短信|微信|\bphone|\bscreen\b|\bmessage", things.phone, "one", True, 35, size=1.1),
        Prop("key", r"钥匙|\bkeys?\b", partial(things.key, local), "palm", True, 40, size=1.0),
        Prop("dumplings", r"饺子|馄饨|汤圆|dumpling", house.dumplings, half=60, foot=44),
        Prop("medicine", r"药(?!店|房)|\bmedicine|\bpills?\b", partial(house.medicine, local), "one", half=32, foot=56),
        Prop(
            "suitcase",
            r"行李|皮箱|手提箱|suitcase|luggage|\btrunk\b",
            house.suitcase,
            "stand",
            half=72,
            foot=54,
            size=1.1,
        ),
        Prop(
            "cup",
            r"茶(?!几|馆|室)|杯|碗(?!.{0,3}(?:饺|馄|汤圆))|汤(?!圆)|\bcup|\btea\b|\bbowl(?! of dump)|\bsoup",
            things.cup,
            half=46,
            foot=38,
        ),
        Prop("box", r"盒|箱|礼物|\bbox|\bgift|\bpresent\b", things.box_with_ribbon, half=56, foot=52),
        Prop(
            "money",
            r"钱(?!包)|钞|现金|支票|\bmoney|\bcash|\bcheque|\bcheck\b(?! on)",
            partial(papers.money, local),
            flat=True,
            half=58,
        ),
        Prop("ring", r"戒指|\bring\b", jewels.ring, "palm", half=40, foot=48, size=0.8),
        Prop("bracelet", r"镯|手链|(?:jade )?(?:bracelet|bangle)", partial(jewels.bracelet, local), "palm", True, 56),
        Prop("pendant", r"玉(?!镯)|吊坠|\bjade", jewels.pendant, "palm", True, 40),
        Prop("locket", r"项链|pendant|necklace|locket", jewels.locket, "palm", True, 40),
        Prop("watch", r"手表|怀表|\bwatch\b", jewels.watch, "palm", True, 40),
    )


PARCEL = Prop("parcel", r"包裹|parcel|package", house.parcel, half=54, foot=48)
"""What is shown when nobody knows the thing."""


def prop_in(text: str, language: Language = "zh-CN") -> Prop | None:
    """The thing that an action names first, in whatever language, as it looks where ``language`` is spoken; or None."""
    named = [(at, prop) for prop in props_of(language) if (at := prop.named_in(text)) >= 0]
    return min(named, key=lambda pair: pair[0])[1] if named else None


def shown_in(text: str, language: Language = "zh-CN") -> Prop:
    """The thing that a close view of the action shows; a wrapped parcel if it names none that we know."""
    return prop_in(text, language) or PARCEL
