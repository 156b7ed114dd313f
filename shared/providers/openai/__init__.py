"""Any server of OpenAI's API, by its base URL alone: a module a call."""
