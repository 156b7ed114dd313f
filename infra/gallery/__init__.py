"""Contact sheets of all that the offline studio can draw: `make gallery`."""
