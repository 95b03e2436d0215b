"""bytes → Document."""
