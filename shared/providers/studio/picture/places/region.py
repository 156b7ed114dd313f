"""Parts of the world: what their signs say, how they build and decorate. One record for each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shared.events.request import Language
from shared.providers.studio.picture.colours import RGB

Custom = Literal["chinese", "western"]
"""How houses are built and feasts are dressed; regions of several languages may share one."""


@dataclass(frozen=True)
class Region:
    """What differs on the sets. Signs are short: they are made smaller where they do not fit.

    ``shops`` are the signs along a street, upright; ``departures`` the rows of the board; ``livery`` the train's body,
    its stripe and its letters; ``couplets`` the verses beside doors, and ``motto`` hangs in a frame.
    """

    custom: Custom
    eatery: str
    bookshop: str
    shops: tuple[str, str, str, str, str]
    platform: str
    next_train: str
    departures: tuple[str, str, str]
    carriage: str
    theatre: str
    nurses: str
    motto: str
    menu: str
    livery: tuple[RGB, RGB, RGB]
    couplets: tuple[str, str] = ("", "")


REGIONS: Mapping[Language, Region] = {
    "zh-CN": Region(
        custom="chinese",
        eatery="老王饺子馆",
        bookshop="晨光书店",
        shops=("饺子馆", "茶", "书店", "药房", "烟酒"),
        platform="3 站台",
        next_train="哈尔滨 08:12",
        departures=("G381  哈尔滨  08:12  正点", "K216  沈阳北  08:40  晚点", "D073  长春   09:05  检票"),
        carriage="07 车",
        theatre="手术室",
        nurses="护士站",
        motto="家和",
        menu="茶单",
        livery=((230, 234, 236), (34, 96, 150), (34, 70, 120)),
        couplets=("平安喜乐年", "福满新春家"),
    ),
    "en-US": Region(
        custom="western",
        eatery="JOE'S DINER",
        bookshop="CITY BOOKS",
        shops=("DINER", "CAFE", "BOOKS", "DRUGS", "BAKERY"),
        platform="Platform 3",
        next_train="Columbus 8:12",
        departures=("38   Columbus   8:12   On time", "30   Chicago   8:40   Delayed", "51   Dayton   9:05   Boarding"),
        carriage="Car 7",
        theatre="SURGERY",
        nurses="Nurses' Station",
        motto="Home",
        menu="MENU",
        livery=((196, 202, 208), (178, 46, 54), (30, 52, 96)),
    ),
}
