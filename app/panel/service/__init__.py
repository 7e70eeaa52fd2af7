"""What touches the stored campaigns, the words and the press at once."""
