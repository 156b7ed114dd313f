"""HolySheep's API: one module a call. What is bought is a Work, what costs nothing a coroutine."""
