"""HTML to accessible PDF, and form fields read back: the only place that knows WeasyPrint and pikepdf."""
