"""Quotes: written, numbered, printed, kept under an unguessable address."""
