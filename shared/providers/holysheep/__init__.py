"""HolySheep's API: one module a call, beside those that are OpenAI's. What is bought is a Work, else a coroutine."""
