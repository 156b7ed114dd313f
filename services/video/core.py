"""From a voiced shot to the brief of a take. Pure."""

from shared.artifacts.library import OpenCut
from shared.artifacts.records import Cast, Line, Member, Mouth, Shot, SpokenLine
from shared.events import ShotVoiced, VoicedLine
from shared.providers import Actor, FilmBrief, Utterance


def brief_take(cut: OpenCut, order: ShotVoiced, spoken: dict[str, SpokenLine], take: int) -> FilmBrief:
    """Everything that shapes the take; ``spoken`` are the shot's lines by id."""
    shot = cut.shot(order.shot)
    lines = {line.id: line for line in shot.lines}
    said = tuple(_utterance(lines[voiced.line], voiced, spoken[voiced.line]) for voiced in order.lines)
    brief = brief_shot(cut, shot, said, order.seconds).model_copy(update={"take": take})
    return _anchored(brief, cut.cast) if cut.cut.track == "final" else brief


def brief_shot(cut: OpenCut, shot: Shot, utterances: tuple[Utterance, ...], seconds: float) -> FilmBrief:
    """The shot as its plan and its cast have it, with what is said in so many seconds."""
    return FilmBrief(
        place=shot.place,
        time=shot.time,
        mood=shot.mood,
        framing=shot.framing,
        move=shot.move,
        action=shot.action,
        actors=tuple(_actor(cut.cast.member(name), cut.plan.seed) for name in shot.characters),
        utterances=utterances,
        seconds=seconds,
        language=cut.plan.language,
        style=cut.cut.style,
        seed=cut.plan.seed,
        fps=cut.cut.delivery.fps,
    )


def _anchored(brief: FilmBrief, cast: Cast) -> FilmBrief:
    """The same with the picture of whom it is about: a film that may be bought has to show that person."""
    anchor = cast.member(brief.subject.name).anchor if brief.subject else None
    return brief.model_copy(update={"anchor": anchor})


def _actor(member: Member, seed: int) -> Actor:
    """A member of the cast as the camera sees it: described as its anchor was."""
    person = member.character
    return Actor(
        name=person.name,
        gender=person.gender,
        age=person.age,
        look=person.look,
        outfit=person.outfit,
        seed=seed,
        palette=member.palette,
    )


def _utterance(line: Line, voiced: VoicedLine, spoken: SpokenLine) -> Utterance:
    mouth = tuple(Mouth(start=round(m.start + voiced.start, 3), open=m.open, wide=m.wide) for m in spoken.mouth)
    end = round(voiced.start + voiced.seconds, 3)
    return Utterance(speaker=line.speaker, emotion=line.emotion, start=voiced.start, end=end, mouth=mouth)
