"""The arc of a drama: which beats each episode may play, where it ends and what that leaves open."""

from dataclasses import dataclass, replace
from random import Random

from services.script.casting import Company
from services.script.plots import Beat, Plot


@dataclass(frozen=True)
class Part:
    """A beat in its place. ``words`` are those of the plot's words that were chosen for it beforehand."""

    beat: Beat
    keep: int
    words: tuple[tuple[str, str], ...] = ()
    early: bool = False


@dataclass(frozen=True)
class Chapter:
    """One episode's stretch of the arc; the last part is its cliffhanger, or the end of the drama."""

    parts: tuple[Part, ...]

    @property
    def closing(self) -> Part:
        return self.parts[-1]


def chapters(company: Company, plot: Plot, episodes: int) -> list[Chapter]:
    """Cut the spine into episodes at its strongest cliffhangers; where it has too few, clue leads to further clue."""
    spine = plot.pool("spine", company.flags)
    ranked = sorted((beat for beat in spine if beat.cliff), key=lambda beat: beat.cliff)
    cuts = {beat.name for beat in ranked[: episodes - 1]}
    found: list[Chapter] = []
    parts: list[Part] = []
    early = True
    clues = _clues(company, plot, episodes - 1 - len(cuts))
    for beat in spine:
        early = early and not beat.reveal
        cut = beat.name in cuts
        must = cut or beat.answers in cuts
        parts.append(Part(beat, 0 if must else beat.keep, early=early))
        if cut:
            found.append(Chapter(tuple(parts)))
            parts = []
        if beat.clues:
            for cliff, answer in clues:
                found.append(Chapter((*parts, replace(cliff, early=early))))
                parts = [replace(answer, early=early)]
    return [*found, Chapter(tuple(parts))]


def _clues(company: Company, plot: Plot, count: int) -> list[tuple[Part, Part]]:
    """Pairs of a clue that ends an episode and what it turns out to mean, no clue twice in the same place."""
    pool = plot.pool("clue", company.flags)
    answers = {beat.answers: beat for beat in pool if beat.answers}
    cliffs = [beat for beat in pool if beat.cliff]
    random = Random(f"clues {company.years} {company.premise.thing.en} {company.premise.spot_en}")
    things, spots = list(plot.words["clue"]), list(plot.words["cluespot"])
    random.shuffle(things)
    random.shuffle(spots)
    looks, space = plot.words["cluelook"], "" if company.language == "zh-CN" else " "
    pairs = []
    for index in range(count):
        again, place = divmod(index, len(things))
        thing = f"{looks[again - 1]}{space}{things[place]}" if again else things[place]
        words = (("clue", thing), ("cluespot", spots[(place + again) % len(spots)]))
        cliff = cliffs[index % len(cliffs)]
        pairs.append((Part(cliff, 0, words), Part(answers[cliff.name], 0, words)))
    return pairs
