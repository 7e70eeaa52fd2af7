"""What the panel stores: campaigns, and the scorecards of their members."""
