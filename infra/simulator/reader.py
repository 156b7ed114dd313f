"""What is read and costs nothing: models, jobs, lookups by key, downloads."""

from dataclasses import dataclass

from infra.simulator.calls.video import look
from infra.simulator.door import Door
from infra.simulator.fates import Fates
from infra.simulator.media import Media
from infra.simulator.memory import Memory, Taken
from infra.simulator.replies import Json, Reply, refusal
from infra.simulator.scenario import Scenario
from infra.simulator.shelf import Shelf
from infra.simulator.turns import Call, Turn, dressed, ended, moment


@dataclass(frozen=True)
class Download:
    """A file on its way: the seconds that it takes, and whether its second half never comes."""

    media: Media
    seconds: float
    truncated: bool


@dataclass(frozen=True)
class Reader:
    """Answers what asks for nothing new. It meets the same faults as what is paid for, but for those of content."""

    scenario: Scenario
    fates: Fates
    door: Door
    memory: Memory
    shelf: Shelf
    models: list[str]

    def read(self, call: Call, now: float) -> Turn:
        """``models``, ``video/jobs``, ``calls``."""
        fate = self.fates.of(call.operation, call.key or call.about)
        if outside := self.door.enter(call, fate, now, reads=True):
            return Turn(outside, entered=False)
        if ending := fate.ending(self.scenario.faults):
            return ended(ending, fate, self.scenario)
        return Turn(dressed(self._told(call, now), fate, self.scenario), moment(fate, self.scenario))

    def download(self, name: str, until: float, now: float) -> Download | Reply:
        """The media of that name, as long as its address is good."""
        media = self.shelf.find(name)
        if media is None:
            return refusal(404, "not_found", "There is no such file.")
        if until < now:
            return refusal(403, "url_expired", "This address has expired: ask for the job again.")
        fate, downloads = self.fates.of("media", name), self.scenario.downloads
        seconds = downloads.slow_seconds if fate.strikes("slow", downloads.slow) else 0
        return Download(media, seconds, fate.strikes("truncated", downloads.truncated))

    def _told(self, call: Call, now: float) -> Reply:
        if call.operation == "models":
            return Reply(200, {"object": "list", "data": [{"id": id_, "object": "model"} for id_ in self.models]})
        if call.key is not None:
            return self._looked_up(call, call.key, now)
        if job := self.memory.jobs.get(call.about):
            return Reply(200, look(job, self.shelf, now))
        return refusal(404, "job_not_found", "There is no job of this id.", param="job_id")

    def _looked_up(self, call: Call, key: str, now: float) -> Reply:
        if self.scenario.idempotency.kind != "lookup":
            return refusal(404, "not_found", "This provider does not look calls up by their key.")
        found = self.memory.found(key, now)
        if call.operation == "video/jobs":
            return Reply(200, {"jobs": [look(each.job, self.shelf, now) for each in found if each.job]})
        return Reply(200, {"calls": [self._record(each, call.base, now) for each in found]})

    def _record(self, taken: Taken, base: str, now: float) -> Json:
        """An accepted call; speech that was answered in bytes is named by its address."""
        body = taken.reply.body
        answer = body if isinstance(body, dict) else {"audio_url": self.shelf.link(body, base, now)}
        return {"operation": taken.operation, "answer": answer}
