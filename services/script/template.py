"""Lines with gaps: a plot's own text is the template, a request's words only ever fill it.

{thing} {years}        a fact            {~food}      one of the plot's words, the same within a beat
{K}                    how the speaker speaks of K to the listener: 你奶奶, "your grandmother"
{K!}                   how the speaker calls K to the face       {K:D}   how K calls D
{K.he} {K.him} {K.his} pronouns          <…{K!}…>     left out when a gap in it has nothing to say
"""

import re
from collections.abc import Callable

_OPTIONAL = re.compile(r"<([^<>]*)>")
_GAP = re.compile(r"\{([^{}]*)\}")
_STARTS_SENTENCE = re.compile(r"(?:^|[.?!…]\s+|[“\"])$")


def gaps(template: str) -> list[str]:
    return _GAP.findall(template)


def fill(template: str, resolve: Callable[[str], str], capitals: bool) -> str:
    """Fill every gap once. What fills a gap is never read as a template again, whatever signs it contains.

    ``capitals`` makes a sentence that starts with a gap start with a capital.
    """
    if "{" not in template and "<" not in template:
        return template
    kept = _OPTIONAL.sub(lambda part: part[1] if all(resolve(gap) for gap in gaps(part[1])) else "", template)

    def filled(gap: re.Match[str]) -> str:
        value = resolve(gap[1])
        if capitals and value and _STARTS_SENTENCE.search(kept[: gap.start()]):
            return value[0].upper() + value[1:]
        return value

    return _GAP.sub(filled, kept)
