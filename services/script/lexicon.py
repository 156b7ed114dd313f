"""Things, places, occasions and numbers that premises speak of, in both languages."""

from dataclasses import dataclass

from shared.artifacts.records import Place


@dataclass(frozen=True)
class Thing:
    """An object that a plot can turn on. ``note_zh``/``note_en``: where writing is found with it ("on the …")."""

    zh: str
    measure: str
    en: str
    note_zh: str
    note_en: str
    words: tuple[str, ...] = ()


_PAPER = ("信封上", "the envelope")
_INSIDE = ("里头的纸条上", "the slip of paper inside")
_BACK = ("背面", "the back")
_PAGE = ("第一页上", "the first page")
_WITH = ("旁边的纸条上", "the note wrapped around it")


def _things(note: tuple[str, str], rows: str) -> list[Thing]:
    things = []
    for row in rows.strip().splitlines():
        zh, measure, en, *words = (cell.strip() for cell in row.split(","))
        things.append(Thing(zh, measure, en, *note, tuple(words)))
    return things


# Chinese word, its measure word, English word, then further words for the same thing. What comes first wins.
THINGS: tuple[Thing, ...] = tuple(
    _things(
        _INSIDE,
        """
        红包, 个, red envelope, 压岁钱, hongbao, lucky money
        铁盒, 个, tin box, 铁盒子, biscuit tin, tin
        首饰盒, 个, jewelry box, jewellery box
        八音盒, 个, music box, 音乐盒
        木箱, 只, wooden chest, chest, 木箱子
        行李箱, 只, suitcase, 皮箱, 箱子, trunk
        书包, 个, satchel, schoolbag, backpack
        钱包, 个, wallet, purse
        包裹, 个, parcel, package
        存折, 本, bankbook, passbook, savings book
        信封, 个, envelope
        盒子, 个, box, 匣子
        """,
    )
    + _things(
        _BACK,
        """
        全家福, 张, family portrait, family photo, family photograph
        照片, 张, photograph, 相片, 老照片, photo, picture, polaroid
        明信片, 张, postcard
        车票, 张, train ticket, 火车票, ticket
        地图, 张, map
        画, 幅, painting, 油画, drawing, portrait
        奖状, 张, certificate
        奖章, 枚, medal, 勋章
        怀表, 块, pocket watch
        手表, 块, wristwatch, watch
        唱片, 张, record, vinyl
        磁带, 盘, cassette, tape, 录音带
        """,
    )
    + _things(
        _PAGE,
        """
        日记, 本, diary, 日记本, journal
        菜谱, 本, recipe book, cookbook, recipe, 食谱
        账本, 本, account book, ledger
        相册, 本, photo album, album
        笔记本, 本, notebook, 本子
        遗嘱, 份, will, testament, 遗书
        房契, 张, deed, 地契, 房产证
        族谱, 本, family book, genealogy, 家谱
        """,
    )
    + _things(_PAPER, "信, 封, letter, 家书, 书信, letters\n")
    + _things(
        _WITH,
        """
        长命锁, 把, silver lock
        钥匙, 把, key, keys
        戒指, 枚, ring
        手镯, 只, bracelet, 镯子, bangle
        项链, 条, necklace, locket, pendant
        玉佩, 块, jade pendant, 玉坠
        发卡, 只, hairpin, 发簪, comb
        毛衣, 件, sweater, jumper
        围巾, 条, scarf
        棉袄, 件, padded coat, coat, jacket
        嫁衣, 件, wedding dress, 婚纱
        布鞋, 双, pair of cloth shoes, shoes, 鞋
        被子, 床, quilt, blanket
        布娃娃, 个, rag doll, doll, 娃娃
        小提琴, 把, violin
        二胡, 把, erhu
        口琴, 把, harmonica
        吉他, 把, guitar
        收音机, 台, radio
        缝纫机, 台, sewing machine
        照相机, 台, camera, 相机
        茶壶, 把, teapot
        青花碗, 只, blue bowl, bowl, 碗
        筷子, 双, pair of chopsticks, chopsticks
        灯笼, 盏, lantern
        风筝, 只, kite
        雨伞, 把, umbrella, 伞
        自行车, 辆, bicycle, bike
        头盔, 顶, helmet
        录音笔, 支, voice recorder, recorder
        手机, 部, phone, 旧手机
        """,
    )
)

STRANGE_NOTE = _WITH

PLACES: tuple[tuple[Place, tuple[str, ...]], ...] = (
    ("hospital", ("医院", "病房", "急诊", "护士", "hospital", "ward", "clinic", "nurse", "emergency room")),
    (
        "teahouse",
        (
            *("茶馆", "茶楼", "饭馆", "餐馆", "面馆", "酒店", "餐厅", "饭店", "咖啡馆", "宴会厅"),
            *("teahouse", "tea house", "restaurant", "café", "cafe", "diner", "hotel", "ballroom", "bakery"),
        ),
    ),
    ("station", ("车站", "火车站", "站台", "station", "platform")),
    ("rooftop", ("天台", "屋顶", "楼顶", "rooftop", "roof")),
    ("office", ("办公室", "公司", "律所", "office", "company", "law firm", "headquarters")),
    ("courtyard", ("院子", "四合院", "老宅", "老屋", "courtyard", "garden", "farmyard", "farm", "orchard", "vineyard")),
    ("kitchen", ("厨房", "灶台", "kitchen", "stove")),
    ("street", ("街头", "小巷", "胡同", "便利店", "street", "alley", "convenience store")),
    ("living-room", ("别墅", "豪宅", "公寓", "老房子", "villa", "mansion", "apartment", "living room", "house")),
)

NIGHT = ("夜班", "深夜", "半夜", "午夜", "今夜", "夜里", "night", "midnight")
MORNING = ("清晨", "早上", "黎明", "morning", "dawn")


@dataclass(frozen=True)
class Occasion:
    """The day on which this family should sit at one table; ``dish`` is what stands on it."""

    zh: str
    en: str
    dish_zh: str
    dish_en: str
    words: tuple[str, ...]


OCCASIONS: tuple[Occasion, ...] = (
    Occasion(
        "除夕", "New Year's Eve", "饺子", "dumplings",
        ("除夕", "春节", "过年", "年夜饭", "红包", "压岁钱", "spring festival", "lunar new year", "chinese new year",
         "red envelope", "china", "chinese", "中国"),
    ),
    Occasion("中秋", "Mid-Autumn night", "月饼", "mooncakes", ("中秋", "月饼", "mid-autumn", "mooncake")),
    Occasion("清明", "Tomb-Sweeping Day", "青团", "rice cakes", ("清明", "扫墓", "qingming", "tomb-sweeping")),
    Occasion("端午", "Dragon Boat Day", "粽子", "rice dumplings", ("端午", "粽子", "dragon boat")),
    Occasion("圣诞夜", "Christmas Eve", "烤鸡", "roast chicken", ("圣诞", "christmas")),
    Occasion("感恩节", "Thanksgiving", "南瓜派", "pumpkin pie", ("感恩节", "thanksgiving")),
)  # fmt: skip
DEFAULT_OCCASION_ZH = OCCASIONS[0]
DEFAULT_OCCASION_EN = Occasion("除夕", "New Year's Eve", "饺子", "chicken soup", ())

# Where a thing can lie for years: Chinese, English, the words that tell of it.
SPOTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("阁楼上", "up in the attic", ("阁楼", "attic")),
    ("地下室里", "down in the basement", ("地下室", "basement", "cellar")),
    ("抽屉最里面", "at the back of the drawer", ("抽屉", "drawer")),
    ("旧棉袄里", "inside the old winter coat", ("棉袄", "大衣", "coat lining")),
    ("米缸后面", "behind the rice jar", ("米缸", "rice jar")),
    ("床板底下", "under the bed", ("床底", "床板", "枕头", "under the bed", "pillow", "mattress")),
    ("衣柜最底下", "at the bottom of the wardrobe", ("衣柜", "柜子", "wardrobe", "closet", "cupboard")),
    ("墙缝里", "inside the wall", ("墙", "wall")),
)
DEFAULT_SPOTS = (2, 6, 5)
