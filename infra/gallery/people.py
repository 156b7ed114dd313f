"""The people of the gallery: described as a producer would, in Chinese and English; both sexes, all ages."""

from shared.artifacts.records import Gender
from shared.providers import Actor

SEED = 7


def _person(name: str, gender: Gender, age: int, look: str, outfit: str) -> Actor:
    return Actor(name=name, gender=gender, age=age, look=look, outfit=outfit, seed=SEED, palette=())


PEOPLE: tuple[Actor, ...] = (
    _person("林小满", "female", 24, "24岁，马尾", "红色羽绒服"),
    _person("Nora Vance", "female", 34, "34, wavy auburn hair", "dark green trench coat"),
    _person("赵桂兰", "female", 78, "78岁，银发挽成发髻", "深蓝棉袄"),
    _person("Grace", "female", 9, "9, two braids", "yellow sweater"),
    _person("苏晚", "female", 28, "28岁，黑色长直发", "白色礼服"),
    _person("Dr. Lin", "female", 41, "41, short bob, glasses", "white coat"),
    _person("王秀英", "female", 56, "56岁，卷发", "花围裙"),
    _person("Maya", "female", 19, "19, black long hair, dark skin", "grey hoodie"),
    _person("陈美玲", "female", 33, "33岁，短发，干练", "米色西装"),
    _person("林建国", "male", 52, "52岁，短发，鬓角花白", "灰色夹克"),
    _person("Daniel Reed", "male", 36, "36, swept-back brown hair, stubble", "navy suit"),
    _person("周长河", "male", 70, "70岁，花白胡子", "军绿色大衣"),
    _person("小宝", "male", 8, "8岁，圆脸，短发", "蓝白校服"),
    _person("顾言", "male", 27, "27岁，白皙，黑发", "黑色西装"),
    _person("Tom Walsh", "male", 63, "63, bald, full grey beard", "brown cardigan"),
    _person("Officer Hale", "male", 45, "45, crew cut, moustache", "police uniform"),
    _person("阿强", "male", 30, "30岁，古铜色皮肤，胡茬", "黄色外卖服"),
    _person("Leo", "male", 17, "17, tousled blond hair", "denim jacket"),
    _person("老金", "male", 58, "58岁，光头，金丝眼镜", "唐装"),
    _person("Samuel", "male", 40, "40, dark skin, close-cropped hair, beard", "white shirt"),
    _person("Mrs. Okoye", "female", 67, "67, grey hair in a bun, dark skin", "purple coat"),
)
