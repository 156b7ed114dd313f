"""A rehearsal: what the studio would make of a request, and what of it is there, without making anything.

The services' own handlers run, on a store that takes nothing for keeps. They find results by the same fingerprints as
on the day; where there is none, a stand-in takes its place, and whatever would be made of it is missing as well.
"""

from infra.rehearsal.play import rehearse
from infra.rehearsal.understudy import Call

__all__ = ["Call", "rehearse"]
