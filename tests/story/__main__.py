"""``python -m tests.story check`` tells many dramas and says what is wrong with them; ``tell`` writes one out.

check [GENRE ...] --seeds 200        exit status 1 if anything is wrong
tell GENRE LANGUAGE --episodes 2 --seconds 60 --seed 3 --premise TEXT --cast name:role:personality:look …
"""

import argparse
import sys
from collections import Counter
from typing import get_args

from shared.events.request import LANGUAGES, Genre, Request, RequestedCharacter
from tests.story.cases import case, one_request
from tests.story.telling import Telling, likeness, to_be_read, told

_SHOWN = 5
_SEEDS_OF_ONE = 10


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.story", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check")
    check.add_argument("genres", nargs="*", default=get_args(Genre))
    check.add_argument("--seeds", type=int, default=200)
    tell = commands.add_parser("tell")
    tell.add_argument("genre", choices=get_args(Genre))
    tell.add_argument("language", choices=LANGUAGES)
    for name, number in (("episodes", 1), ("seconds", 60), ("seed", 0)):
        tell.add_argument(f"--{name}", type=int, default=number)
    tell.add_argument("--premise", default="")
    tell.add_argument("--cast", nargs="*", default=[])
    asked = parser.parse_args()
    return _tell(asked) if asked.command == "tell" else _check(asked.genres, asked.seeds)


def _tell(asked: argparse.Namespace) -> int:
    fields = ("name", "role", "personality", "look")
    telling = told(
        Request(
            genre=asked.genre,
            language=asked.language,
            premise=asked.premise or one_request(asked.genre, asked.language, 0).premise,
            episodes=asked.episodes,
            episode_seconds=asked.seconds,
            seed=asked.seed,
            characters=tuple(
                RequestedCharacter.model_validate(dict(zip(fields, one.split(":"), strict=False))) for one in asked.cast
            ),
        )
    )
    print(*to_be_read(telling), sep="\n")
    print(*(f"wrong: {problem}" for problem in telling.problems), sep="\n")
    return 1 if telling.problems else 0


def _check(genres: list[Genre], seeds: int) -> int:
    failed = 0
    for genre in genres:
        for language in LANGUAGES:
            tellings = [told(case(genre, language, seed)) for seed in range(seeds)]  # type: ignore[arg-type]
            failed += _report(genre, language, tellings)
            same = [told(one_request(genre, language, seed)) for seed in range(_SEEDS_OF_ONE)]  # type: ignore[arg-type]
            shared = 100 * likeness(same)
            print(f"    one request by {_SEEDS_OF_ONE} seeds: two dramas share {shared:.0f} % of their lines")
    return 1 if failed else 0


def _report(genre: Genre, language: str, tellings: list[Telling]) -> int:
    wrong = [(telling, problem) for telling in tellings for problem in telling.problems]
    errors = sorted(abs(error) for telling in tellings for error in telling.errors)
    lines = sum(telling.lines for telling in tellings)
    repeated = sum("repeats a line" in problem for _, problem in wrong)
    failed = sum(bool(telling.problems) for telling in tellings)
    print(f"{genre} {language}: {failed} of {len(tellings)} dramas fail; {repeated} of {lines} lines repeated")
    print(f"    length off by {100 * errors[len(errors) // 2]:.1f} % in the middle, {100 * errors[-1]:.1f} % at most")
    kinds = Counter(problem.split(maxsplit=1)[-1][:60] for _, problem in wrong)
    for kind, times in kinds.most_common(_SHOWN):
        telling = next(one for one, problem in wrong if kind in problem)
        cast, episodes = len(telling.request.characters), telling.request.episodes
        seconds = telling.request.episode_seconds
        print(f"    {times} × {kind} (seed {telling.request.seed}: {cast} given, {episodes} × {seconds} s)")
    return failed


if __name__ == "__main__":
    sys.exit(main())
