"""files ⇄ Taxonomy."""

from skillgap.taxonomy.files import bundled_folder, load_taxonomy
from skillgap.taxonomy.graph import Taxonomy

__all__ = ["Taxonomy", "bundled_folder", "load_taxonomy"]
