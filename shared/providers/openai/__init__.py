"""Any server of OpenAI's API, by its base URL alone: chat, vision, speech, models."""

from shared.providers.openai.chat import complete
from shared.providers.openai.models import models
from shared.providers.openai.speech import speak

__all__ = ["complete", "models", "speak"]
