"""What figures know about each other: which must add up, divide or be equal, and whether they do."""
