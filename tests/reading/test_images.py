"""Pictures of pages for a model that sees, and what is cut out of them for a person."""

import pymupdf
import pytest

from extractor.eval.case import CASES
from extractor.reading import read
from extractor.reading.images import cut_out, page_images
from extractor.reading.joined import join
from extractor.records.document import Document, Page
from extractor.records.evidence import Evidence
from extractor.settings import Settings

PDF = CASES / "binhe-water-2023" / "report.pdf"


def pictured(folder, names, size=(800, 1000)):
    """Write white pictures with a black bar into a folder and return a document of as many scanned pages."""
    folder.mkdir(exist_ok=True)
    for name in names:
        picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, *size), False)
        picture.clear_with(255)
        picture.set_rect(pymupdf.IRect(300, 400, 420, 430), (0, 0, 0))
        picture.save(folder / name)
    pages = tuple(Page(number=number, kind="scanned") for number in range(1, len(names) + 1))
    return Document(file=folder.name, sha256="0" * 64, media_type="image/*", pages=pages, blocks=())


def size_of(png):
    """Return width and height of a PNG in pixels, and how dark it is from 0 to 255."""
    picture = pymupdf.Pixmap(png)
    return picture.width, picture.height, 255 - sum(picture.samples) // len(picture.samples)


def test_pages_of_a_pdf_are_drawn():
    """Every page of a digital PDF becomes a PNG under its number; of a text file there is nothing to draw."""
    pdf, text = CASES / "binhe-water-2023" / "report.pdf", CASES / "yunling-veterans-2024" / "report.txt"
    document = read(pdf, Settings())
    found = page_images([pdf], document)

    assert sorted(found) == [page.number for page in document.pages]
    assert all(image.startswith(b"\x89PNG") for image in found.values())
    assert page_images([text], read(text, Settings())) == {}


def test_of_a_mixed_pdf_only_scanned_pages_are_drawn():
    """Where some pages are scanned the others need no picture."""
    pdf = CASES / "binhe-water-2023" / "report.pdf"
    document = read(pdf, Settings())
    first, *others = document.pages
    mixed = document.model_copy(update={"pages": (first.model_copy(update={"kind": "scanned"}), *others)})

    assert list(page_images([pdf], mixed)) == [1]


def test_pages_of_pictures_are_drawn(tmp_path):
    """A picture and a folder of pictures have pages too; a large one is made smaller."""
    document = pictured(tmp_path / "pages", ["第1页.png", "第2页.png"], size=(3000, 4000))
    found = page_images([tmp_path / "pages"], document)
    single = document.model_copy(update={"pages": document.pages[:1]})

    assert sorted(found) == [1, 2]
    assert max(size_of(found[1])[:2]) <= 1601
    assert list(page_images([tmp_path / "pages" / "第2页.png"], single)) == [1]


def test_pages_of_several_files_are_found_by_their_file(tmp_path):
    """The pages of a report of two files lie where their file says; a text has none."""
    text = CASES / "yunling-veterans-2024" / "report.txt"
    other = tmp_path / "自评表.txt"
    other.write_bytes(text.read_bytes())
    together = join([read(other, Settings()), read(PDF, Settings())])
    found = page_images([other, PDF], together)

    assert sorted(found) == [page.number for page in together.pages if page.file == PDF.name]


@pytest.mark.parametrize(
    ("box", "least", "most"),
    [
        ((300.0, 400.0, 420.0, 430.0), 10, 200),
        ((10.0, 10.0, 60.0, 20.0), 0, 0),
        (None, 1, 20),
        ((9e3, 9e3, 9e4, 9e4), 1, 20),
    ],
    ids=["the bar", "white paper", "whole page", "outside"],
)  # fmt: skip
def test_a_place_is_cut_out_with_a_little_around_it(tmp_path, box, least, most):
    """The picture shows the place and is of bounded size; without a box it is the page."""
    document = pictured(tmp_path / "pages", ["a.png"])
    scale = pymupdf.open(tmp_path / "pages" / "a.png")[0].rect.width / 800
    scaled = box and tuple(at * scale for at in box)
    (png,) = cut_out([tmp_path / "pages"], document, [Evidence(page=1, line="L0001", box=scaled, quote="")])
    width, height, dark = size_of(png)

    assert width <= 1001
    assert height <= 701
    assert least <= dark <= most


def test_what_cannot_be_drawn_has_no_picture(tmp_path):
    """A page that is not there, and a file that is no picture any more, give None."""
    document = pictured(tmp_path / "pages", ["a.png"])
    at = Evidence(page=7, line="L0001", quote="")
    (tmp_path / "b.txt").write_text("x", "utf-8")

    assert cut_out([tmp_path / "pages"], document, [at]) == [None]
    assert cut_out([tmp_path / "b.txt"], document, [at.model_copy(update={"page": 1})]) == [None]
