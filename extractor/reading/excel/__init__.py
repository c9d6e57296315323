"""Excel files: one table a sheet, each cell as it prints."""
