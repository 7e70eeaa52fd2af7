"""What a day is worth: rates, statuses side by side, packages, what the market pays."""
