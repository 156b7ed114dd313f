"""Texts as the world writes them, and as somebody writes them who looks for a way in."""

from typing import Any

from hypothesis import strategies as st

TITLES = (
    "🧧 红包",
    "👨‍👩‍👧‍👦 Family 🇨🇳❤️",
    "\"Quoted\" 'title' “红包” «lettre»",
    "<b>bold</b> <script>alert(1)</script> &amp; &lt;",
    "{title} {0} {{K!}} <…{K!}…> %s %(title)s ${HOME} $(reboot) `id`",
    "{\\an8}{\\b1}top\\Nline 00:00:01,000 --> 00:00:02,000",
    "שלום עולם: המעטפה האדומה",
    "مرحبا بالعالم — الظرف الأحمر",
    "Mixed שלום and 红包 and English",
    "C:\\Windows\\..\\System32",
    "AC/DC ../../etc/passwd",
    "[bold red]markup[/bold red] [link=x]y[/link]",
    "-rf --help; rm -rf / | cat && echo",
    "e\u0301\u0302\u0303 zalgo\u0335\u0336 ﷽ ﷺ",
    "ภาษาไทย हिन्दी 한국어 にほんご Ελληνικά",
    "null",
    "~",
    "很" * 200,
    "W" * 200,
    "a long title of many words " * 7,
)
"""Titles and premises that must be shown as they are written, and never interpreted."""

_ANY = st.text(st.characters(codec="utf-8"), max_size=80)
_TEXTS = st.one_of(_ANY, st.sampled_from(TITLES), st.lists(st.sampled_from(TITLES), max_size=3).map(" ".join))
_PEOPLE = st.lists(
    st.fixed_dictionaries(
        {"name": _TEXTS},
        optional=dict.fromkeys(("role", "personality", "look", "outfit", "speaking_style"), _TEXTS),
    ),
    max_size=5,
)
_ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _ANY, st.lists(st.integers(), max_size=3))

_STORY = ("premise", "episodes", "language", "characters", "music", "lines", "drama")
_FIELDS = (*_STORY, "quality", "stop_at", "budget_usd", "providers")

REQUESTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"premise": _TEXTS, "episodes": st.integers(1, 3), "episode_seconds": st.integers(20, 90)},
    optional={
        "language": st.sampled_from(["zh-CN", "en-US"]),
        "title": _TEXTS,
        "cultural_context": _TEXTS,
        "characters": _PEOPLE,
        "seed": st.integers(0, 2**31 - 1),
        "music": st.one_of(st.just(False), st.fixed_dictionaries({"volume": st.floats(0, 1)})),
        "quality": st.sampled_from(["animatic", "standard", "premium"]),
        "budget_usd": st.one_of(st.integers(1, 999), st.floats(0.01, 99).map(lambda usd: round(usd, 2))),
        "providers": st.dictionaries(st.sampled_from(["chat", "video"]), st.just(["pika-2-0", "studio"])),
    },
)
"""Requests that are mostly right, in the words of the world."""

WRONG_REQUESTS: st.SearchStrategy[dict[str, Any]] = st.builds(
    lambda request, odd: request | odd,
    REQUESTS,
    st.dictionaries(
        st.one_of(st.sampled_from(_FIELDS), _ANY),
        _ODD,
        min_size=1,
        max_size=3,
    ),
)
"""Requests with something in them that hardly belongs there."""
