"""Kills of a worker that buys, at every step of the ledger: what the provider's own books say afterwards.

`python -m tests.chaos.paid` kills at all of them; the tests at those where money moves.
"""
