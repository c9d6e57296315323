"""The checks by family: A amounts, B scores and indicators, C structure and text."""
