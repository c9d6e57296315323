"""The sources of our fictional reports, as small Python files from which `make_cases` writes the real ones."""
