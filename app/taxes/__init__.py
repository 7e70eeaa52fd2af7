"""What the State takes of a turnover or of a wage, for each legal status."""
