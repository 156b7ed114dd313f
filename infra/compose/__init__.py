"""The production stack on this machine: `python -m infra.compose up | down | demo`. Needs Docker and a bare Python.

It looks before it leaps: what would fail half-way is said beforehand, and what fails anyway is stopped and explained.
"""
