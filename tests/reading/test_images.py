"""Pictures of pages for a model that sees."""

from extractor.eval.case import CASES
from extractor.reading import read
from extractor.reading.images import page_images
from extractor.settings import Settings


def test_pages_of_a_pdf_are_drawn():
    """Every page of a digital PDF becomes a PNG under its number; of a text file there is nothing to draw."""
    pdf, text = CASES / "binhe-water-2023" / "report.pdf", CASES / "yunling-veterans-2024" / "report.txt"
    document = read(pdf, Settings())
    found = page_images(pdf, document)

    assert sorted(found) == [page.number for page in document.pages]
    assert all(image.startswith(b"\x89PNG") for image in found.values())
    assert page_images(text, read(text, Settings())) == {}


def test_of_a_mixed_pdf_only_scanned_pages_are_drawn():
    """Where some pages are scanned the others need no picture."""
    pdf = CASES / "binhe-water-2023" / "report.pdf"
    document = read(pdf, Settings())
    first, *others = document.pages
    mixed = document.model_copy(update={"pages": (first.model_copy(update={"kind": "scanned"}), *others)})

    assert list(page_images(pdf, mixed)) == [1]
