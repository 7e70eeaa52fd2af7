"""Home, method and sources, legal notice, accessibility, health."""
