"""Questions as files that people keep: written for them, and read back row by row."""
