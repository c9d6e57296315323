"""What the accuracy suite shows: the HTML report, the JSON, and the table for README."""

from extractor.eval.report.details import Limits
from extractor.eval.report.exports import as_json, markdown
from extractor.eval.report.page import About, html
from extractor.eval.report.pictures import page_image

__all__ = ["About", "Limits", "as_json", "html", "markdown", "page_image"]
