"""Filming a take: everything still is drawn once, then frame after frame is put together and encoded."""

from pathlib import Path

import cv2
import numpy as np

from shared.providers.ports import FilmBrief, Filmed
from shared.providers.studio.picture.encode import Encoder
from shared.providers.studio.picture.figure.cutout import Cutout
from shared.providers.studio.picture.figure.puppet import Puppet
from shared.providers.studio.picture.figure.sprite import Matrix, Pixels, lay, scaled, shifted
from shared.providers.studio.picture.look import look_of
from shared.providers.studio.picture.places import HEIGHT, PLACES, WIDTH
from shared.providers.studio.picture.props import prop_in
from shared.providers.studio.picture.stage import acting, camera, drift, insert, scenery, staging
from shared.providers.studio.picture.stage.finish import Finish, coloured
from shared.runtime.errors import Permanent


def film(brief: FilmBrief, into: Path) -> Filmed:
    """Film the brief into an MP4 file. The JPEG of a telling frame beside it is there first, whole or not at all.

    Raises Permanent for a size that H.264 cannot have.
    """
    if brief.width % 2 or brief.height % 2 or min(brief.width, brief.height) < 16:
        raise Permanent(
            f"a film of {brief.width}×{brief.height} cannot be encoded: both sides must be even and 16 or more"
        )
    cv2.setNumThreads(1)
    shot = Shot(brief)
    thumbnail = into.with_suffix(".jpg")
    _keep(shot.frame(brief.telling), thumbnail)
    with Encoder(into, brief.width, brief.height, brief.fps) as encoder:
        for number in range(brief.frames):
            encoder.write(shot.planes(number))
    return Filmed(frames=brief.frames, width=brief.width, height=brief.height, fps=brief.fps, thumbnail=thumbnail)


def _keep(picture: Pixels, thumbnail: Path) -> None:
    """Whoever watches for the file sees it complete."""
    _, data = cv2.imencode(".jpg", np.ascontiguousarray(picture[:, :, :3]), [cv2.IMWRITE_JPEG_QUALITY, 90])
    unfinished = thumbnail.with_suffix(".jpg.part")
    unfinished.write_bytes(data.tobytes())
    unfinished.replace(thumbnail)


class Shot:
    """A take on its set, ready to be drawn at any frame."""

    def __init__(self, brief: FilmBrief) -> None:
        self.brief = brief
        # The stage covers the frame, whatever its shape; what is left over is cut off evenly.
        self.unit = max(brief.width / WIDTH, brief.height / HEIGHT)
        offset = ((brief.width - WIDTH * self.unit) / 2, (brief.height - HEIGHT * self.unit) / 2)
        self.rest = shifted(*offset) @ scaled(self.unit)
        self.marks = staging.marks(brief)
        self.focus = staging.focus(self.marks)
        self.place = PLACES[brief.place]
        self.insert = insert.Insert(brief, self.place, self.unit) if brief.framing == "insert" else None
        self.set = scenery.Scenery(brief, self.marks, self.unit, self.insert.behind if self.insert else None)
        self.air = scenery.air(brief)
        self.front = scenery.foreground(brief, self.marks, self.unit)
        self.cast = [(mark, self._figure(mark), self._direction(mark)) for mark in self.marks]
        self.finish = Finish(brief.mood, brief.seed * 31 + brief.take, brief.width, brief.height)
        self.pixels: Pixels = np.zeros((brief.height, brief.width, 4), np.uint8)

    def frame(self, number: int) -> Pixels:
        """The frame of that number as it will be seen, BGRA."""
        return coloured(self.planes(number))

    def planes(self, number: int) -> Pixels:
        """The frame of that number as it is encoded, I420."""
        moment = number / self.brief.fps
        view = camera.view_at(self.brief, self.focus, moment)
        self.set.lay(self.pixels, view, self.rest, moment)
        if self.insert:
            self.insert.lay(self.pixels, self._look(view), moment)
        for mark, puppet, actor in self.cast:
            matrix = self._look(view) @ shifted(mark.x, mark.y) @ scaled(mark.scale)
            puppet.draw(self.pixels, matrix, acting.pose_at(self.brief, actor, moment))
        if self.front is not None:
            lay(self.pixels, self.front, self._look(view, scenery.FRONT))
        drift.drift(self.pixels, self.air, self.place.glint, self.unit, moment)
        return self.finish.planes(self.pixels, number)

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
        prop = prop_in(self.brief.action, self.brief.language)
        carried = None if prop and prop.held == "stand" else prop
        return Puppet(look, fine, light, acting.turned_to(mark.yaw, mark.partner), down_to, carried, soft)

    def _direction(self, mark: staging.Mark) -> acting.Actor:
        return acting.direct(self.brief, mark.actor.name, mark.yaw, mark.partner, mark.x, mark.scale)

    def _look(self, view: camera.View, depth: float = 1.0) -> Matrix:
        """From stage units at that depth to pixels."""
        zoom, x, y = view.matrix(depth)
        return self.rest @ shifted(x, y) @ scaled(zoom)
