"""The people: faces, bodies, hands, and how they move."""
