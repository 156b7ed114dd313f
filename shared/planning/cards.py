"""How long the cards of an episode are: the writer leaves room for them, the compositor puts them in. Seconds."""

TITLE = 2.0
"""The title card: it follows the first shot, for the hook comes first."""

CLOSING = 2.6
"""The last card: what comes next, or the end."""
