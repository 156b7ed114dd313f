"""The studio on one machine: no account, no Docker, no network at run time."""
