"""files ⇄ Taxonomy."""

from skillgap.taxonomy.files import load_taxonomy
from skillgap.taxonomy.folder import bundled_folder
from skillgap.taxonomy.graph import Taxonomy
from skillgap.taxonomy.surfaces import surface_key

__all__ = ["Taxonomy", "bundled_folder", "load_taxonomy", "surface_key"]
