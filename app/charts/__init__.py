"""Figures to inline SVG: pure geometry here, drawn by macros, the same on a page and in a PDF."""
