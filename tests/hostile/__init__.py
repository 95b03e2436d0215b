"""Odd and hostile files made on the fly, each with its expected outcome."""
