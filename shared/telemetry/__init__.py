"""Every metric, declared once, and the one way to count a model's call."""

from shared.telemetry.calls import bought, called

__all__ = ["bought", "called"]
