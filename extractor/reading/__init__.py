"""File → Document: pages, lines and tables in reading order, no meaning yet."""
