"""Who calls whom what, and how one speaks of a third to somebody: kin words first, then names."""

from services.script import kin as kinship
from services.script.kin import Kin
from services.script.names import ELDERS, is_chinese, spoken_name, surname
from services.script.people import Person
from shared.events.request import Language

_POLITE_GAP = 15
_OLD_GAP = 40


class Address:
    """The ways of address around one protagonist, in one language."""

    def __init__(self, lead: Person, language: Language) -> None:
        self.lead, self.language = lead, language

    def seen(self, by: Person, who: Person) -> Kin | None:
        """What ``who`` is to ``by``; None where one says the name."""
        if by is self.lead:
            return who.kin
        if by.kin is None or (who.kin is None and who is not self.lead):
            return None
        step = who.generation - by.generation
        if step >= 2:
            return who.kin if by.generation == 0 and who.kin else kinship.grandparent(who.gender)
        if step == 1:
            return self._elder(by.kin, who)
        if step == 0 and by.generation == 0 and by.kin.lineal and (who is self.lead or (who.kin and who.kin.lineal)):
            return kinship.sibling(who.gender, who.age >= by.age)
        return None

    def _elder(self, by: Kin, who: Person) -> Kin:
        """One generation up: a mother or father in the straight line, else an aunt or uncle."""
        if who.generation >= 2 or (who is self.lead and by.lineal):
            return kinship.parent(who.gender)
        if by.generation == 0 and who.kin and who.kin.lineal and by.key != "表亲":
            return kinship.parent(who.gender)
        if by.generation == 0 and by.lineal and who.kin:
            return who.kin
        return kinship.aunt_or_uncle(who.gender)

    def call(self, by: Person, who: Person) -> str:
        """How ``by`` calls ``who`` to the face; nothing where no word fits the language."""
        kin = self.seen(by, who)
        if self.language == "zh-CN":
            return (kin.zh if kin else "") or self._by_name_zh(by, who)
        if kin and kin.en in ("Uncle", "Aunt"):
            return f"{kin.en} {name}" if (name := spoken_name(who.name, self.language)) else kin.en
        return (kin.en if kin else "") or self._by_name_en(by, who)

    def _by_name_zh(self, by: Person, who: Person) -> str:
        gap = who.age - by.age
        family = surname(who.name) if is_chinese(who.name) else ""
        if family and who.kin is None and who is not self.lead and gap >= _POLITE_GAP and who.name[-1] not in ELDERS:
            woman = who.gender == "female"
            title = ("奶奶" if woman else "爷爷") if gap >= _OLD_GAP else ("姨" if woman else "叔")
            return family + title
        return spoken_name(who.name, self.language)

    def _by_name_en(self, by: Person, who: Person) -> str:
        family = "" if is_chinese(who.name) else surname(who.name)
        stranger = who.kin is None and who is not self.lead
        if family and stranger and who.age - by.age >= _OLD_GAP - _POLITE_GAP and spoken_name(who.name, "en-US"):
            return f"{'Mrs.' if who.gender == 'female' else 'Mr.'} {family}"
        return spoken_name(who.name, self.language)

    def refer(self, speaker: Person, listener: Person, who: Person) -> str:
        """How the speaker names ``who`` to the listener: 你奶奶, 我妈, 建国; "your grandmother", "Mom", "Frank"."""
        mandarin = self.language == "zh-CN"
        if who is listener:
            return self.you(speaker, listener)
        theirs, mine = self.seen(listener, who), self.seen(speaker, who)
        if theirs and (theirs.zh if mandarin else True) and (mine is None or listener.generation < speaker.generation):
            return f"你{theirs.zh}" if mandarin else f"your {theirs.noun}"
        if mine and mine.generation > 0:
            family = self.seen(listener, who) is not None or mine.generation > 1
            if mandarin:
                return mine.zh if family else f"我{mine.zh}"
            return self.call(speaker, who) if family else f"my {mine.noun}"
        if name := self.call(speaker, who):
            return name
        if mandarin:
            return "那个人"
        return "that woman" if who.gender == "female" else "that man"

    def you(self, speaker: Person, listener: Person) -> str:
        """您 for those who are a generation older, else 你; English has one word."""
        if self.language == "en-US":
            return "you"
        older = listener.age - speaker.age >= _POLITE_GAP and listener.generation >= speaker.generation
        return "您" if older else "你"
