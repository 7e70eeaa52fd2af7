"""What is typed into the calculators, read and checked; what is refused is said next to its field."""
