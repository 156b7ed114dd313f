"""Who calls whom what, and how one speaks of a third to somebody: kin words first, then the plot's, then names."""

from collections.abc import Mapping

from services.script import kin as kinship
from services.script.kin import IN_LAWS, SPOUSES, Kin
from services.script.names import ELDERS, is_chinese, romanised, spoken_name, surname
from services.script.people import Person
from services.script.plots import Call
from services.script.template import fill, gaps
from shared.events.request import Language

_POLITE_GAP = 15
_OLD_GAP = 40

Calls = Mapping[tuple[str, str], Call]
"""How the plot has one call another, by their names."""


class Address:
    """The ways of address in one language. Kinship is told from ``lead``'s view, or from an anchor's."""

    def __init__(
        self,
        lead: Person,
        language: Language,
        calls: Calls | None = None,
        anchors: Mapping[str, Person] | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        self.lead, self.language = lead, language
        self._calls, self._anchors, self._facts = calls or {}, anchors or {}, facts or {}

    def seen(self, by: Person, who: Person) -> Kin | None:
        """What ``who`` is to ``by``; None where one says the name."""
        anchor = self._common(by, who)
        if anchor is None:
            return None
        if by is anchor:
            return who.kin
        if by.kin is None or (who.kin is None and who is not anchor):
            return None
        step = who.generation - by.generation
        if step >= 2:
            return who.kin if by.generation == 0 and who.kin else kinship.grandparent(who.gender)
        if step == 1:
            return self._elder(by.kin, who, anchor)
        if step == 0 and by.generation == 0 and by.kin.lineal and (who is anchor or (who.kin and who.kin.lineal)):
            return kinship.sibling(who.gender, who.age >= by.age)
        return None

    def _common(self, by: Person, who: Person) -> Person | None:
        """From whose view both are of one family."""
        theirs = self._views(who)
        return next((anchor for anchor in self._views(by) if anchor in theirs), None)

    def _views(self, person: Person) -> list[Person]:
        own = self._anchors.get(person.name, self.lead) if person.kin or person is self.lead else None
        return [*([own] if own else []), *([person] if person in self._anchors.values() else [])]

    def _elder(self, by: Kin, who: Person, anchor: Person) -> Kin:
        """One generation up: a mother or father in the straight line, else an aunt or uncle."""
        if who.generation >= 2 or (who is anchor and by.lineal):
            return kinship.parent(who.gender)
        if by.key in SPOUSES and who.kin and who.kin.key in IN_LAWS:
            return kinship.parent(who.gender)
        if by.generation == 0 and who.kin and who.kin.lineal and by.key != "表亲":
            return kinship.parent(who.gender)
        if by.generation == 0 and by.lineal and who.kin:
            return who.kin
        return kinship.aunt_or_uncle(who.gender)

    def call(self, by: Person, who: Person) -> str:
        """How ``by`` calls ``who`` to the face; nothing where no word fits the language."""
        tie, kin = self._calls.get((by.name, who.name)), self.seen(by, who)
        if tie and tie.always and (called := self._tied(tie, who)):
            return called
        if self.language == "zh-CN":
            return (kin.zh if kin else "") or self._tied(tie, who) or self._by_name_zh(by, who)
        if kin and kin.en in ("Uncle", "Aunt"):
            return f"{kin.en} {name}" if (name := spoken_name(who.name, self.language)) else kin.en
        return (kin.en if kin else "") or self._tied(tie, who) or self._by_name_en(by, who)

    def _tied(self, tie: Call | None, who: Person) -> str:
        """The plot's way of calling; nothing if a gap in it has nothing to say."""
        template = "" if tie is None else tie.zh if self.language == "zh-CN" else tie.en
        if not all(self._gap(gap, who) for gap in gaps(template)):
            return ""
        return fill(template, lambda gap: self._gap(gap, who), False)

    def _gap(self, gap: str, who: Person) -> str:
        if "/" in gap:
            man, _, woman = gap.partition("/")
            return woman if who.gender == "female" else man
        if gap == "name":
            return spoken_name(who.name, self.language)
        if gap == "surname":
            return self._surname(who)
        return self._facts[gap]

    def _surname(self, who: Person) -> str:
        family = surname(who.name)
        if self.language == "zh-CN":
            return family if is_chinese(who.name) else ""
        if is_chinese(who.name):
            return romanised(family)
        return family if spoken_name(who.name, "en-US") else ""

    def _by_name_zh(self, by: Person, who: Person) -> str:
        gap = who.age - by.age
        family = surname(who.name) if is_chinese(who.name) else ""
        stranger = self.seen(by, who) is None and who is not self.lead
        if family and stranger and gap >= _POLITE_GAP and who.name[-1] not in ELDERS:
            woman = who.gender == "female"
            title = ("奶奶" if woman else "爷爷") if gap >= _OLD_GAP else ("姨" if woman else "叔")
            return family + title
        return spoken_name(who.name, self.language)

    def _by_name_en(self, by: Person, who: Person) -> str:
        family = "" if is_chinese(who.name) else self._surname(who)
        stranger = self.seen(by, who) is None and who is not self.lead
        if family and stranger and who.age - by.age >= _OLD_GAP - _POLITE_GAP:
            return f"{'Mrs.' if who.gender == 'female' else 'Mr.'} {family}"
        return spoken_name(who.name, self.language)

    def refer(self, speaker: Person, listener: Person, who: Person) -> str:
        """How the speaker names ``who`` to the listener: 你奶奶, 我妈, 建国; "your grandmother", "Mom", "Frank"."""
        mandarin = self.language == "zh-CN"
        if who is listener:
            return self.you(speaker, listener)
        theirs, mine = self.seen(listener, who), self.seen(speaker, who)
        if theirs and (theirs.zh if mandarin else True) and (mine is None or listener.generation < speaker.generation):
            return f"你{_noun_zh(theirs)}" if mandarin else f"your {theirs.noun}"
        if mine and (mine.generation > 0 or (mandarin and mine.zh)):
            family = self.seen(listener, who) is not None or mine.generation > 1
            if mandarin:
                return mine.zh if family else f"我{_noun_zh(mine)}"
            return self.call(speaker, who) if family else f"my {mine.noun}"
        if name := self.call(speaker, who):
            return name
        if mine:
            return f"我{_noun_zh(mine)}" if mandarin else f"my {mine.noun}"
        if who.label:
            return who.label if mandarin else f"the {who.label}"
        if mandarin:
            return "那个人"
        return "that woman" if who.gender == "female" else "that man"

    def you(self, speaker: Person, listener: Person) -> str:
        """您 for those who are a generation older, or whom the plot treats so, else 你; English has one word."""
        if self.language == "en-US":
            return "you"
        tie = self._calls.get((speaker.name, listener.name))
        if tie and tie.polite:
            return "您"
        older = listener.age - speaker.age >= _POLITE_GAP and listener.generation >= speaker.generation
        return "您" if older else "你"


def _noun_zh(kin: Kin) -> str:
    """The word for somebody's relative: 你妈, but 你岳母, though one calls her 妈."""
    return kin.noun_zh if kin.key in IN_LAWS else kin.zh or kin.noun_zh
