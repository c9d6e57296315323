"""The forms: each prints the facts of a unit as one province, or one kind of report, has them printed."""
