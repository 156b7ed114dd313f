"""Schedules of the ledger's own code: every interleaving of two workers, with crashes, lost answers and pauses.

`python -m tests.ledger` plays more of them than the tests do.
"""
