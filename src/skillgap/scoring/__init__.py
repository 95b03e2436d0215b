"""Profile × Role → Fit; gaps; what-if; ranking; learned weights."""
