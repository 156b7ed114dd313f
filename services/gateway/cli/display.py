"""What a person sees of a drama under way. Pure: progress in, something to print out."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from shared.artifacts.manifest import Manifest
from shared.planning import DramaProgress, EpisodeProgress

_MARKS = {"done": ("●", "green"), "waiting": ("○", "dim")}
_AT_WORK = ("◐", "yellow")
_NARROW = 60


def clock(seconds: float) -> str:
    """``1:05``, from an hour on ``1:02:03``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def changes(before: DramaProgress | None, after: DramaProgress) -> list[str]:
    """One line for everything that is new: for logs and dumb terminals."""
    old = {name: done for name, done, _ in before.stages} if before and before.revision == after.revision else {}
    lines = [] if old else [f"{after.title}: revision {after.revision}"]
    for name, done, total in after.stages:
        if done and done != old.get(name):
            lines.append(f"{name} {done} of {total if total is not None else '?'}")
    if after.state != "working" and (not old or not before or before.state != after.state):
        lines.append(f"{after.state}: {after.reason}" if after.reason else after.state)
    return lines


def picture(progress: DramaProgress, elapsed: float, width: int, height: int) -> RenderableType:
    """The drama at a glance, for a terminal of this size: its stages, and the shots of the episodes under way."""
    head = Text.assemble((progress.title, "bold"), f"  {clock(elapsed)}", ("  " + progress.state, "dim"))
    stages = Table.grid(padding=(0, 1))
    for name, done, total in progress.stages:
        stages.add_row(name, _bar(done, total, min(24, width // 3)), f"{done} of {'?' if total is None else total}")
    rows = max(1, height - len(progress.stages) - 3)
    under_way = [each for each in progress.episodes if each.shots and each.state != "done"][:rows]
    return Group(head, stages, *(_episode(each, width) for each in under_way))


def starting(parts: Mapping[str, bool], elapsed: float) -> RenderableType:
    """Which parts of the studio are up."""
    line = Text.assemble(("starting the studio", "bold"), f"  {clock(elapsed)}\n")
    for name, ready in parts.items():
        line.append(f"{'●' if ready else '○'} {name}  ", "green" if ready else "dim")
    return line


def calls(manifest: Manifest) -> Table:
    """Latency and cost of every model."""
    table = Table(title="what the models took", title_justify="left", box=None, pad_edge=False)
    table.add_column("model")
    table.add_column("does")
    for name in ("calls", "total s", "mean s", "max s", "USD"):
        table.add_column(name, justify="right")
    for call in manifest.calls:
        seconds = (f"{value:.1f}" for value in (call.seconds_total, call.seconds_mean, call.seconds_max))
        table.add_row(
            f"{call.provider}/{call.model}", call.operation, str(call.calls), *seconds, f"{call.cost_usd:.2f}"
        )
    table.add_row(
        "together", "", str(sum(call.calls for call in manifest.calls)), *3 * [""], f"{manifest.cost_usd:.2f}"
    )
    return table


def dramas(found: Iterable[DramaProgress]) -> Table:
    """One line a drama."""
    table = Table(box=None, pad_edge=False)
    for name in ("drama", "revision", "state", "shots", "title"):
        table.add_column(name)
    for progress in found:
        shots = {name: f"{done}/{'?' if total is None else total}" for name, done, total in progress.stages}["shots"]
        table.add_row(progress.drama, str(progress.revision), progress.state, shots, progress.title)
    return table


def _bar(done: int, total: int | None, width: int) -> Text:
    filled = round(width * done / total) if total else 0
    return Text.assemble(("━" * filled, "green"), ("━" * (width - filled), "bright_black"))


def _episode(episode: EpisodeProgress, width: int) -> Text:
    """``episode 2  2 of 5  ●●◐○○  filming 1``, cut to one line."""
    line = Text(f"e{episode.number:02}" if width < _NARROW else f"episode {episode.number}", no_wrap=True)
    line.overflow = "ellipsis"
    line.append(f"  {episode.shots_done} of {episode.shots_total}  ")
    for stage, shots in groupby(episode.shots, key=lambda shot: shot[1]):
        mark, style = _MARKS.get(stage, _AT_WORK)
        line.append(mark * len(list(shots)), style)
    at_work = sorted({stage for _, stage in episode.shots} - _MARKS.keys())
    line.append("".join(f"  {stage} {sum(s == stage for _, s in episode.shots)}" for stage in at_work), "dim")
    return line
