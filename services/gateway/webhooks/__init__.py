"""Webhooks: what providers tell us of our submissions, judged by who signed it (docs/adr/0020)."""

from services.gateway.webhooks.endpoint import FOLDER, Webhooks
from services.gateway.webhooks.signature import Signers

__all__ = ["FOLDER", "Signers", "Webhooks"]
