"""Where each record lies: every key of the store is spelled here and nowhere else."""

WRITERS = ("script", "character", "audio", "video", "compositor", "showrunner", "gateway")
"""The services: each writes below its own name only, but for the limits that buyers share."""

BUYERS = ("script", "character", "audio", "video")
"""The services that call remote models."""

DRAMAS = "showrunner/dramas"
"""The folder of every drama that was ever admitted."""


def request(drama: str, revision: int) -> str:
    return f"{DRAMAS}/{drama}/request-{revision:04}.json"


def decisions(drama: str) -> str:
    """The folder of a drama's decisions, one numbered record each."""
    return f"{DRAMAS}/{drama}/decisions"


def decision(drama: str, number: int) -> str:
    return f"{decisions(drama)}/{number:04}.json"


def manifest(drama: str, revision: int) -> str:
    return f"{DRAMAS}/{drama}/manifest-{revision:04}.json"


def gate_manifest(drama: str, revision: int, gate: str) -> str:
    """What a gate lets a person look at."""
    return f"{DRAMAS}/{drama}/gate-{revision:04}-{gate}.json"


def commands(drama: str) -> str:
    """The folder of what people decided about a drama, one numbered record each."""
    return f"gateway/commands/{drama}"


def command(drama: str, number: int) -> str:
    return f"{commands(drama)}/{number:04}.json"


def is_manifest(key: str) -> bool:
    """Whether a drama's manifest lies there."""
    return key.startswith(f"{DRAMAS}/") and key.rpartition("/")[2].startswith("manifest-")


OPEN_DRAMAS = "showrunner/open"
"""The folder of the markers of dramas under way."""


def open_drama(drama: str) -> str:
    """The marker of a drama under way, deleted last."""
    return f"{OPEN_DRAMAS}/{drama}"


def cut(episode: str, cut: str) -> str:
    return f"{CUTS}/{episode}/{cut}.json"


def stopped(cut: str) -> str:
    """The record that says that a cut is no longer wanted."""
    return f"{STOPPED}/{cut}"


def story(fingerprint: str) -> str:
    return f"script/stories/{fingerprint}.json"


def draft(fingerprint: str) -> str:
    return f"script/drafts/{fingerprint}.json"


def scene(fingerprint: str) -> str:
    return f"script/scenes/{fingerprint}.json"


def plan(episode: str, plan: str) -> str:
    return f"script/plans/{episode}/{plan}.json"


def cast(fingerprint: str) -> str:
    return f"character/casts/{fingerprint}.json"


def member(fingerprint: str) -> str:
    return f"character/members/{fingerprint}.json"


def verdict(fingerprint: str) -> str:
    return f"character/verdicts/{fingerprint}.json"


def line(fingerprint: str) -> str:
    return f"audio/lines/{fingerprint}.json"


def score(fingerprint: str) -> str:
    return f"audio/scores/{fingerprint}.json"


def joins(cut: str) -> str:
    """The folder of what has joined a cut."""
    return f"audio/joins/{cut}"


def join(cut: str, shot: str) -> str:
    return f"{joins(cut)}/{shot}.json"


def score_join(cut: str) -> str:
    return f"{joins(cut)}/score.json"


def take(fingerprint: str) -> str:
    return f"video/takes/{fingerprint}.json"


def reference(fingerprint: str) -> str:
    return f"video/references/{fingerprint}.json"


def conformed(fingerprint: str) -> str:
    return f"compositor/conformed/{fingerprint}.json"


def master(fingerprint: str) -> str:
    return f"compositor/masters/{fingerprint}.json"


def jobs(service: str) -> str:
    """The folder of a service's open orders, one folder a drama."""
    return f"{service}/jobs"


def dead(service: str) -> str:
    """The folder of the dead letters that a service keeps until they are redriven, one folder an event."""
    return f"{service}/dead"


REDRIVING = "gateway/redriving"
"""The folder of dead letters that are being tried again, each below it under the key that it had."""


def redriving(letter: str) -> str:
    return f"{REDRIVING}/{letter}"


PROVIDERS_IN_USE = "gateway/settings/providers"
"""The folder of what people said about which providers are in use, numbered: the last one holds."""


def leases(service: str) -> str:
    """The folder of who works on what in a service."""
    return f"{service}/{LEASES}"


def workers(service: str) -> str:
    """The folder of the heartbeats of a service's workers."""
    return f"{leases(service)}/workers"


LIMITS = "limits"
"""The folder of what providers allow, which all services share that buy. Workers tidy it up themselves."""

LIMITS_CLOCK = f"{LIMITS}/clock"
"""The record whose age is the time by which limits are cut into slices."""


def limits(provider: str) -> str:
    """The folder of the shares of a provider's limits."""
    return f"{LIMITS}/providers/{provider}"


RESULTS = (
    "script/stories",
    "script/drafts",
    "script/scenes",
    "script/plans",
    "character/casts",
    "character/members",
    "character/verdicts",
    "audio/lines",
    "audio/scores",
    "video/takes",
    "video/stills",
    "video/references",
    "compositor/conformed",
    "compositor/masters",
)
"""The folders of what was made once and is found again by its fingerprint."""

OF_CUTS = ("audio/joins", "video/previews")
"""The folders of what belongs to one cut, one folder a cut."""

CUTS, STOPPED = "showrunner/cuts", "showrunner/stopped"
BLOBS, PROBES, LEASES = "blobs", "probes", "leases"
"""Below each service: media, what a start tried the store with, who works on what."""


def kind(key: str) -> str:
    """The folder that a key lies in: the service that wrote it, and what it is."""
    return "/".join(key.split("/")[:2])


def ledger(service: str, fingerprint: str) -> str:
    """The folder of what was bought, or tried to be, for one fingerprint."""
    return f"{service}/ledger/{fingerprint}"


def intent(service: str, fingerprint: str, number: int) -> str:
    return f"{ledger(service, fingerprint)}/intent-{number:04}.json"


def account(service: str, account: str) -> str:
    """The folder of the reservations against one cap, numbered."""
    return f"{service}/ledger/accounts/{account}"


def account_of_cut(drama: str, about: str, cut: str) -> str:
    """The account of all orders about one part of a cut."""
    return f"{drama}/{about}_{cut[:16]}"


def rulings(service: str, fingerprint: str) -> str:
    """The folder of what people ruled about a service's parked work, numbered."""
    return f"gateway/rulings/{service}/{fingerprint}"


def blob(service: str, sha256: str) -> str:
    return f"{service}/blobs/{sha256}"
