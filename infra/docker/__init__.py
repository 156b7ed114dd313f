"""The images of the production stack."""
