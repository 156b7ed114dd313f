"""The desk: ``duanju`` on the command line."""

from services.gateway.cli.app import main

__all__ = ["main"]
