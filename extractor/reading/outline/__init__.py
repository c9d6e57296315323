"""The heading tree of a document, told by the logic of its numbering."""

from extractor.reading.outline.tree import find_headings

__all__ = ["find_headings"]
