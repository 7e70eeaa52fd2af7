"""The subject itself: a short guide, its indicators, and how to work them out."""
