"""Completions: what is asked of a chat model, and what is made of its answer. Its text is data: nothing follows it."""

from shared.providers.completions.ask import ChatBrief, Completion, Message, Picture, again
from shared.providers.completions.structured import Malformed, parsed, structured

__all__ = ["ChatBrief", "Completion", "Malformed", "Message", "Picture", "again", "parsed", "structured"]
