"""Text files and text dumps: lines, and tables with tabs, bars or one cell a line."""
