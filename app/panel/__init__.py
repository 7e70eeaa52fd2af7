"""The panel: people who rate the same candidates apart, and what their ratings say together."""
