"""Labelled cases → precision, recall, rates by group."""
