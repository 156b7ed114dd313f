"""The broker as production runs it: its settings, and the job that sets up topics, users and rights."""
