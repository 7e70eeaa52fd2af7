"""Finding things by their words."""
