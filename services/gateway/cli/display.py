"""What a person sees of a drama under way. Pure: progress in, something to print out."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from rich.cells import set_cell_size
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from services.gateway.cli.pace import about
from services.gateway.terminal import row
from services.gateway.words import show as say
from shared.artifacts.manifest import Manifest, ManifestCalls
from shared.planning import DramaProgress, EpisodeProgress, ShotProgress

MARKS = {"done": ("●", "green"), "waiting": ("○", "bright_black")}
AT_WORK = ("◐", "yellow")
NARROW = 60
_JUST_DONE = 3
"""So many shots that are finished stay in sight with those that are being made."""


def clock(seconds: float) -> str:
    """``1:05``, from an hour on ``1:02:03``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def changes(before: DramaProgress | None, after: DramaProgress) -> list[str]:
    """One line for everything that is new: for logs and dumb terminals. Shots are told one by one once we watch."""
    old = {name: done for name, done, _ in before.stages} if before and before.revision == after.revision else {}
    lines = [] if old else [say.REVISION(title=row(after.title), revision=after.revision)]
    for name, done, total in after.stages:
        if done and done != old.get(name):
            facts = {"stage": say.STAGES[name](), "done": done, "total": _total(total)}
            fresh = _finished(before, after) if before and old and name == "shots" else []
            told = [say.SHOT_DONE(shot=shot.name, says=_says(shot), **facts) for shot in fresh]
            lines += told or [say.STAGE_OF(**facts)]
    if after.state != "working" and (not old or not before or before.state != after.state):
        state = say.STATES[after.state]()
        lines.append(say.STATE(state=state, reason=row(after.reason)) if after.reason else state)
    return lines


def picture(
    progress: DramaProgress, elapsed: float, width: int, height: int, left: float | None = None
) -> RenderableType:
    """The drama at a glance, for a terminal of this size: its stages, the episodes and the shots under way.

    ``left`` are the seconds until all shots are done, if that can be told.
    """
    stages = Table.grid(padding=(0, 1))
    for name, done, total in progress.stages:
        told = say.OF(done=done, total=_total(total))
        if name == "shots" and left is not None and width >= NARROW:
            told = say.LEFT(told=told, about=about(left))
        stages.add_row(say.STAGES[name](), _bar(done, total, min(24, width // 3)), told)
    rows = max(1, height - len(progress.stages) - 3)
    under_way = in_sight(progress)[:rows]
    shots = [] if width < NARROW else _in_sight(under_way, rows - len(under_way))
    lines = [_episode(each, width) for each in under_way]
    return Group(head(progress, elapsed), stages, *lines, *(_shot(shot) for shot in shots))


def head(progress: DramaProgress, elapsed: float) -> Text:
    """The first line: what is being made, and for how long we have been watching."""
    title, state = row(progress.title), say.STATES[progress.state]()
    line = Text.assemble((title, "bold"), f"  {clock(elapsed)}", (f"  {state}", "dim"))
    line.no_wrap, line.overflow = True, "ellipsis"
    return line


def stages_line(progress: DramaProgress, left: float | None) -> Text:
    """Every stage in one line of a wide terminal."""
    line = Text(no_wrap=True, overflow="ellipsis")
    for name, done, total in progress.stages:
        line.append(f"{say.STAGES[name]()} ")
        if total == 1:
            line.append("●" if done else "○", "green" if done else "bright_black").append("   ")
            continue
        told = say.OF(done=done, total=_total(total))
        if name == "shots" and left is not None:
            told = say.LEFT(told=told, about=about(left))
        line.append_text(_bar(done, total, 12)).append(f" {told}   ")
    return line


def in_sight(progress: DramaProgress) -> list[EpisodeProgress]:
    """The episodes under way."""
    return [each for each in progress.episodes if each.shots and each.state != "done"]


def starting(parts: Mapping[str, bool], elapsed: float) -> RenderableType:
    """Which parts of the studio are up."""
    line = Text.assemble((say.STARTING(), "bold"), f"  {clock(elapsed)}\n")
    for name, ready in parts.items():
        line.append(f"{'●' if ready else '○'} {name}  ", "green" if ready else "dim")
    return line


def calls(manifest: Manifest) -> RenderableType:
    """Latency, CPU time and cost of every model, and what the processors were busy with."""
    table = Table(title=say.CALLS(), title_justify="left", box=None, pad_edge=False)
    for name, column in say.CALL_COLUMNS.items():
        table.add_column(column(), justify="left" if name in ("model", "does") else "right")
    for call in manifest.calls:
        seconds = (call.seconds_total, call.seconds_mean, call.seconds_max, call.cpu_seconds)
        table.add_row(
            f"{call.provider}/{call.model}",
            call.operation,
            str(call.calls),
            *(f"{value:.1f}" for value in seconds),
            f"{call.cost_usd:.2f}",
        )
    cpu = sum(call.cpu_seconds for call in manifest.calls)
    count = sum(call.calls for call in manifest.calls)
    table.add_row(say.TOGETHER(), "", str(count), *3 * [""], f"{cpu:.1f}", f"{manifest.cost_usd:.2f}")
    large = {name: share for name, share in shares(manifest.calls).items() if share >= 0.005}
    busy = ", ".join(f"{say.WORKS[name]() if name in say.WORKS else name} {share:.0%}" for name, share in large.items())
    return Group(table, Text(say.BUSY(shares=busy))) if busy else table


def shares(found: Iterable[ManifestCalls]) -> dict[str, float]:
    """What each kind of work took of the CPU time, the largest first; what ffmpeg did for a model is its encoding."""
    spent: dict[str, float] = {}
    for call in found:
        work = _WORK.get(call.operation, call.operation)
        ours = call.cpu_seconds - call.encode_cpu_seconds
        spent[work] = spent.get(work, 0.0) + ours
        encoding = _ENCODING.get(call.operation, "encoding")
        spent[encoding] = spent.get(encoding, 0.0) + call.encode_cpu_seconds
    total = sum(spent.values())
    return {name: spent[name] / total for name in sorted(spent, key=lambda name: -spent[name])} if total else {}


_WORK = {
    "film": "drawing",
    "sketch": "drawing",
    "portray": "drawing",
    "speak": "speech",
    "compose": "music",
    "check": "checking",
    "conform": "conforming",
    "master": "mastering",
}
_ENCODING = {"conform": "conforming", "master": "mastering"}
"""There ffmpeg does nearly everything, and more than to encode."""


def dramas(found: Iterable[DramaProgress]) -> Table:
    """One line a drama."""
    table = Table(box=None, pad_edge=False)
    for column in say.COLUMNS.values():
        table.add_column(column())
    for progress in found:
        shots = {name: f"{done}/{_total(total)}" for name, done, total in progress.stages}["shots"]
        state, title = say.STATES[progress.state](), Text(row(progress.title))
        table.add_row(progress.drama, str(progress.revision), state, shots, title)
    return table


def _total(total: int | None) -> str:
    return "?" if total is None else str(total)


def _bar(done: int, total: int | None, width: int) -> Text:
    filled = round(width * done / total) if total else 0
    return Text.assemble(("━" * filled, "green"), ("━" * (width - filled), "bright_black"))


def _finished(before: DramaProgress, after: DramaProgress) -> list[ShotProgress]:
    """The shots that were finished since, in their order."""
    done = {shot.name for episode in before.episodes for shot in episode.shots if shot.stage == "done"}
    shots = (shot for episode in after.episodes for shot in episode.shots)
    return [shot for shot in shots if shot.stage == "done" and shot.name not in done]


def _says(shot: ShotProgress) -> str:
    words = row(shot.words)
    if shot.speaker:
        words = say.SAYS(speaker=row(shot.speaker), words=words)
    return f"  {words}" if words else ""


def _in_sight(episodes: list[EpisodeProgress], rows: int) -> list[ShotProgress]:
    """The shots that are being made, and the last finished ones before them."""
    shots = [shot for episode in episodes for shot in episode.shots]
    at_work = [shot for shot in shots if shot.stage not in MARKS]
    done = [shot for shot in shots if shot.stage == "done"][-_JUST_DONE:]
    return (done + at_work)[-rows:] if rows > 0 else []


def _shot(shot: ShotProgress) -> Text:
    """``◐ e01-s03 filming   林小满: 奶奶……``, cut to one line."""
    mark, style = MARKS.get(shot.stage, AT_WORK)
    line = Text.assemble(
        (mark, style),
        f" {shot.name} ",
        (set_cell_size(say.SHOTS[shot.stage](), 8), "dim"),
        no_wrap=True,
        overflow="ellipsis",
    )
    return line.append(_says(shot))


def _episode(episode: EpisodeProgress, width: int) -> Text:
    """``episode 2  2 of 5  ●●◐○○  filming 1``, cut to one line."""
    line = Text(f"e{episode.number:02}" if width < NARROW else say.EPISODE(number=episode.number), no_wrap=True)
    line.overflow = "ellipsis"
    line.append(f"  {say.OF(done=episode.shots_done, total=episode.shots_total)}  ")
    for stage, shots in groupby(episode.shots, key=lambda shot: shot.stage):
        mark, style = MARKS.get(stage, AT_WORK)
        line.append(mark * len(list(shots)), style)
    at_work = sorted({shot.stage for shot in episode.shots} - MARKS.keys())
    counts = {stage: sum(shot.stage == stage for shot in episode.shots) for stage in at_work}
    line.append("".join(f"  {say.SHOTS[stage]()} {count}" for stage, count in counts.items()), "dim")
    return line
