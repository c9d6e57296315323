"""Word files: body, tables, numbering."""
