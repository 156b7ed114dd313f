"""Where each record lies: every key of the store is spelled here and nowhere else."""


def request(drama: str, revision: int) -> str:
    return f"showrunner/dramas/{drama}/request-{revision:04}.json"


def decisions(drama: str) -> str:
    """The folder of a drama's decisions, one numbered record each."""
    return f"showrunner/dramas/{drama}/decisions"


def decision(drama: str, number: int) -> str:
    return f"{decisions(drama)}/{number:04}.json"


def manifest(drama: str, revision: int) -> str:
    return f"showrunner/dramas/{drama}/manifest-{revision:04}.json"


def open_drama(drama: str) -> str:
    """The marker of a drama under way, deleted last."""
    return f"showrunner/open/{drama}"


def cut(episode: str, cut: str) -> str:
    return f"showrunner/cuts/{episode}/{cut}.json"


def stopped(cut: str) -> str:
    """The record that says that a cut is no longer wanted."""
    return f"showrunner/stopped/{cut}"


def story(fingerprint: str) -> str:
    return f"script/stories/{fingerprint}.json"


def draft(fingerprint: str) -> str:
    return f"script/drafts/{fingerprint}.json"


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


def conformed(fingerprint: str) -> str:
    return f"compositor/conformed/{fingerprint}.json"


def master(fingerprint: str) -> str:
    return f"compositor/masters/{fingerprint}.json"


def blob(service: str, sha256: str) -> str:
    return f"{service}/blobs/{sha256}"
