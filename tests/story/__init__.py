"""The story engine at length: many requests told and checked, and one told to be read."""
