"""What keeps the stack from running."""


class CannotRun(Exception):
    """The message says what is wrong and how to mend it."""
