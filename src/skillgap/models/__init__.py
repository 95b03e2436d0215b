"""The data that flows, in flow order; modules inside the project import from the file that holds a type."""
