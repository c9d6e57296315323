"""Web pages: lines and tables out of a page and its clutter."""
