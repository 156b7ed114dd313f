"""Who those are who have no role, and those whom nobody plays."""

from random import Random

from services.script.casting import company
from services.script.kin import BY_KEY
from services.script.labels import absentees, generations, may_be
from services.script.people import Person
from services.script.plots import Label, Playbill
from services.script.plots.partsfile import playbill
from services.script.premise import Premise, read_premise
from services.script.story import invent_story
from shared.events.request import Request

BILL = playbill(
    """
    shapes = ["H", "H V"]
    invents = "H V"
    family = false
    things = "信 钥匙"
    besides = "遗嘱"
    years = [3]
    [parts.H]
    is = "inherits"
    [parts.V]
    is = "will not have it"
    child_of = "G"
    labels = ["大伯/uncle", "哥哥/brother"]
    absent = ["大伯/uncle", "哥哥/brother"]
    [parts.G]
    is = "has died"
    names = "gone"
    absent = ["爸爸/father", "爷爷/grandfather", "妈妈/mother", "奶奶/grandmother"]
    [gaps.estate]
    words = '''
    茶馆/家 | teahouse
    '''
    """,
    "parts.toml",
)
LEAD = Person("林小满", "female", 26, None)


def premise(text: str, bill: Playbill = BILL) -> Premise:
    return read_premise(text, "", "zh-CN", Random(0), bill)


def absent(text: str, *crowd: Person, seed: int = 0, **played: Person) -> dict[str, Person]:
    return absentees(BILL, {"H": LEAD, **played}, crowd, premise(text), "zh-CN", Random(seed))


def test_the_dead_one_is_whom_the_premise_names_and_the_others_are_theirs() -> None:
    found = absent("爷爷去世，谁也不肯让。")
    assert (found["G"].kin, found["V"].kin) == (BY_KEY["爷爷"], BY_KEY["大伯"])
    assert found["G"].label == "爷爷"
    assert absent("他照顾养父十二年，什么都没分到。")["G"].kin == BY_KEY["爸"]
    found = absent("母亲留下一家茶馆。")
    assert (found["G"].kin, found["V"].kin) == (BY_KEY["妈"], BY_KEY["哥"])


def test_nobody_dead_is_in_the_cast() -> None:
    father = Person("林建国", "male", 52, BY_KEY["爸"])
    mother = Person("周兰", "female", 50, BY_KEY["妈"])
    brother = Person("林海", "male", 30, BY_KEY["哥"])
    for seed in range(12):
        assert absent("争房子。", father, seed=seed, V=brother)["G"].kin == BY_KEY["妈"]
        assert absent("争房子。", mother, seed=seed, V=father)["G"].kin in (BY_KEY["爷爷"], BY_KEY["奶奶"])


def test_a_part_is_of_the_generation_that_the_premise_asks_for() -> None:
    assert generations(BILL.parts["V"], {}, premise("奶奶留下一把钥匙。"), BILL) == {1}
    assert generations(BILL.parts["V"], {}, premise("三个人争一间屋。"), BILL) == set()
    assert generations(BILL.parts["G"], {"V": BY_KEY["哥"]}, premise("三个人争一间屋。"), BILL) == {1}


def test_relatives_of_the_premise_come_before_the_plot_s_own() -> None:
    found = absent("外婆去世，小姨不认遗嘱。")
    assert (found["G"].kin, found["V"].kin) == (BY_KEY["外婆"], BY_KEY["小姨"])


def test_whom_the_premise_names_plays_before_whom_the_plot_invents() -> None:
    request = Request(
        genre="contested-inheritance",
        language="en-US",
        premise="When their father dies, Grace finds that the will leaves the orchard to her brother Tom alone.",
    )
    for seed in range(8):
        story = invent_story(request.model_copy(update={"seed": seed}))
        assert company(story).parts["V"].name == "Tom"
        assert next(one.role for one in story.characters if one.name == "Tom") == "brother"


def test_an_older_brother_is_older() -> None:
    request = Request(genre="contested-inheritance", premise="母亲留下一家茶馆，哥哥不认。")
    for seed in range(8):
        parts = company(invent_story(request.model_copy(update={"seed": seed}))).parts
        assert parts["V"].kin == BY_KEY["哥"] and parts["V"].age > parts["H"].age


def test_nobody_is_an_uncle_at_the_protagonist_s_own_age() -> None:
    uncle, brother = Label("大伯", "uncle"), Label("哥哥", "brother")
    young, old = Person("王海", "male", 29, None), Person("王山", "male", 55, None)
    assert (may_be(uncle, young, LEAD), may_be(brother, young, LEAD)) == (False, True)
    assert (may_be(uncle, old, LEAD), may_be(brother, old, LEAD)) == (True, False)


def test_what_the_plot_has_anyway_is_not_the_premise_s_thing() -> None:
    assert premise("律师打开了第二份遗嘱，还有一块怀表。").thing.zh == "怀表"
    assert premise("她继承了一家茶馆。").thing.zh in ("信", "钥匙")
    english = read_premise("The lawyer opens a second will and finds a sundial in it.", "", "en-US", Random(0), BILL)
    assert english.thing.en == "sundial"
