"""Results → terminal, Markdown, HTML, CSV."""
