"""The command line: one thin module a command, and how its results look in a terminal."""
