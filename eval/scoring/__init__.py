"""What is right and what is wrong in what the tool made of a labelled report."""
