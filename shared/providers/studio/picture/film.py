"""Filming a take: everything still is drawn once, then frame after frame is put together and encoded."""

import math
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from shared.providers.ports import FilmBrief, Filmed
from shared.providers.studio.picture.encode import Encoder
from shared.providers.studio.picture.figure.cutout import Cutout
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.puppet import Pose, Puppet
from shared.providers.studio.picture.figure.sprite import Matrix, Pixels, lay, scaled, shifted
from shared.providers.studio.picture.look import look_of
from shared.providers.studio.picture.places import HEIGHT, PLACES, WIDTH
from shared.providers.studio.picture.props import prop_in
from shared.providers.studio.picture.stage import acting, camera, drift, finish, insert, scenery, staging
from shared.runtime.errors import Permanent

BACK_DEPTH, FRONT_DEPTH = 0.55, 1.5
"""How much the background and the foreground move when the actors' plane moves by 1."""


def film(brief: FilmBrief, into: Path) -> Filmed:
    """Film the brief into an MP4 file, with a JPEG of a telling frame beside it.

    Raises Permanent for a size that H.264 cannot have.
    """
    if brief.width % 2 or brief.height % 2 or min(brief.width, brief.height) < 16:
        raise Permanent(
            f"a film of {brief.width}×{brief.height} cannot be encoded: both sides must be even and 16 or more"
        )
    cv2.setNumThreads(1)
    total = max(1, round(brief.seconds * brief.fps))
    telling = min(total - 1, max(0, round(_telling_moment(brief) * brief.fps)))
    thumbnail = into.with_suffix(".jpg")
    with Encoder(into, brief.width, brief.height, brief.fps) as encoder:
        for number, frame in enumerate(frames(brief)):
            encoder.write(frame)
            if number == telling:
                cv2.imwrite(str(thumbnail), np.ascontiguousarray(frame[:, :, :3]), [cv2.IMWRITE_JPEG_QUALITY, 90])
    return Filmed(frames=total, width=brief.width, height=brief.height, fps=brief.fps, thumbnail=thumbnail)


def frames(brief: FilmBrief) -> Iterator[Pixels]:
    """Every frame of the take, BGRA; the buffer is used again for the next one."""
    shot = Shot(brief)
    for number in range(max(1, round(brief.seconds * brief.fps))):
        yield shot.frame(number)


def _telling_moment(brief: FilmBrief) -> float:
    lines = [line for line in brief.utterances if line.end > line.start]
    return (lines[0].start + lines[0].end) / 2 if lines else brief.seconds * 0.6


class Shot:
    """A take on its set, ready to be drawn at any frame."""

    def __init__(self, brief: FilmBrief) -> None:
        self.brief = brief
        # The stage covers the frame, whatever its shape; what is left over is cut off evenly.
        self.unit = max(brief.width / WIDTH, brief.height / HEIGHT)
        self.offset = ((brief.width - WIDTH * self.unit) / 2, (brief.height - HEIGHT * self.unit) / 2)
        self.marks = staging.marks(brief)
        self.focus = staging.focus(self.marks)
        self.place = PLACES[brief.place]
        self.back = scenery.background(brief, self.unit)
        self.air = scenery.air(brief)
        self.front = scenery.foreground(brief, self.unit)
        self.cast = [(mark, self._figure(mark), self._direction(mark)) for mark in self.marks]
        self.thing = self._thing() if brief.framing == "insert" else None
        self.vignette = finish.vignette(brief.mood, brief.width, brief.height)
        self.grain = finish.grains(brief.mood, brief.seed * 31 + brief.take, brief.width, brief.height)
        self.pixels: Pixels = np.zeros((brief.height, brief.width, 4), np.uint8)

    def frame(self, number: int) -> Pixels:
        """The frame of that number, BGRA."""
        moment = number / self.brief.fps
        view = camera.view_at(self.brief, self.focus, moment)
        self._lay_background(view)
        for mark, puppet, actor in self.cast:
            matrix = self._look(view) @ shifted(mark.x, mark.y) @ scaled(mark.scale)
            puppet.draw(self.pixels, matrix, acting.pose_at(self.brief, actor, moment))
        if self.thing is not None:
            self._lay_thing(view, moment)
        if self.front is not None:
            lay(self.pixels, self.front, self._look(view, FRONT_DEPTH))
        drift.drift(self.pixels, self.air, self.place.lamp, self.unit, moment)
        cv2.multiply(self.pixels, self.vignette, dst=self.pixels, scale=1 / 255)
        cv2.add(self.pixels, self.grain[number % len(self.grain)], dst=self.pixels)
        return self.pixels

    def _figure(self, mark: staging.Mark) -> Puppet | Cutout:
        actor = mark.actor
        look = look_of(actor.gender, actor.age, actor.look, actor.outfit, actor.seed, actor.name)
        side = 1 if mark.yaw >= 0 else -1
        light = self.place.light(self.brief.time, side)
        down_to = (HEIGHT + 60 - mark.y) / mark.scale
        fine = mark.scale * self.unit * (camera.REACH if mark.soft == 0 else 0.5)
        soft = mark.soft / mark.scale
        if mark.back:
            return Cutout.behind(look, fine, light, side, down_to, soft)
        return Puppet(look, fine, light, mark.yaw, mark.gestures, down_to, prop_in(self.brief.action), soft)

    def _thing(self) -> Cutout:
        """What an insert shows."""
        look = None
        if self.marks:
            actor = self.marks[0].actor
            look = look_of(actor.gender, actor.age, actor.look, actor.outfit, actor.seed, actor.name)
        light = self.place.light(self.brief.time, 1)
        return Cutout(insert.hands_with_thing(self.brief, look, light, self.unit * camera.REACH))

    def _lay_thing(self, view: camera.View, moment: float) -> None:
        assert self.thing is not None  # noqa: S101 (asked before)
        pose = Pose(0.0, Expression(), breath=2 * math.sin(moment * 1.7), sway=3 * math.sin(moment * 1.1))
        self.thing.draw(self.pixels, self._look(view) @ shifted(360, 560), pose)

    def _direction(self, mark: staging.Mark) -> acting.Actor:
        return acting.direct(self.brief, mark.actor.name, mark.yaw, mark.partner)

    def _look(self, view: camera.View, depth: float = 1.0) -> Matrix:
        """From stage units at that depth to pixels."""
        zoom, x, y = view.matrix(depth)
        return shifted(*self.offset) @ scaled(self.unit) @ shifted(x, y) @ scaled(zoom)

    def _lay_background(self, view: camera.View) -> None:
        matrix = self._look(view, BACK_DEPTH) @ shifted(-scenery.MARGIN, -scenery.MARGIN) @ scaled(1 / self.unit)
        size = (self.brief.width, self.brief.height)
        cv2.warpAffine(
            self.back, matrix[:2], size, dst=self.pixels, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
