"""Any server of OpenAI's API, by its base URL alone: one module a call, so that who writes needs nothing of who speaks."""
