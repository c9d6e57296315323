"""The blocks that the forms are put together from; each draws itself into a grid and returns what it printed."""
