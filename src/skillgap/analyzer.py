"""The whole flow, top to bottom."""
