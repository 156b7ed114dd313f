"""The offline studio: every capability on this machine, without network or account."""
