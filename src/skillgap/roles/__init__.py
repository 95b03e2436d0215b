"""Role document or job ad → Role; many → a taxonomy folder."""
