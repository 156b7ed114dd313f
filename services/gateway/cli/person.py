"""Who sits at the desk, for records of what people decided."""

import getpass


def me() -> str:
    """The user's name on this machine; "desk" where it has none, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "desk"
