"""How well the tool does: labelled reports, what a careful person reads and finds in them, and the scorers."""
