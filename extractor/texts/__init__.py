"""Find, check and strictly render the files of `templates/` and `prompts/`: the one home of jinja2."""

from extractor.texts.files import REVIEW, SHARED, folder_names, load, load_all, outlines
from extractor.texts.template import Head, Template, parse

__all__ = ["REVIEW", "SHARED", "Head", "Template", "folder_names", "load", "load_all", "outlines", "parse"]
