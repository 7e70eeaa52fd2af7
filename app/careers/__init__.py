"""Roles, levels and competencies of the trades of social media."""
