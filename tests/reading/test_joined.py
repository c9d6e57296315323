"""Several files read as one paper."""

from __future__ import annotations

import pytest

from extractor.errors import UnreadableError
from extractor.eval.case import CASES
from extractor.reading import read, read_together
from extractor.reading.joined import digest_of, join
from extractor.settings import Settings

FILES = [CASES / "yunling-veterans-2024" / "report.txt", CASES / "tingzhou-arts-2024" / "report.docx"]


@pytest.fixture(scope="module")
def documents():
    """Return the two papers on their own."""
    return [read(path, Settings()) for path in FILES]


def test_every_place_has_an_id_of_its_own(documents):
    """Lines, tables and cells are numbered through; nothing is lost, and the text stays."""
    joined = join(documents)

    assert len(joined.places) == sum(len(one.places) for one in documents)
    assert [place.text for place in joined.places.values()] == [
        place.text for kind in ("lines", "tables") for one in documents for place in _places(one, kind)
    ]
    assert len({block.id for block in joined.blocks}) == len(joined.blocks)


def _places(document, kind):
    if kind == "lines":
        return list(document.lines)
    return [cell for table in document.tables for cell in table.cells]


def test_each_page_knows_its_file(documents):
    """Pages count on, and say which file they are of; so does what stands on them."""
    joined = join(documents)

    assert [(page.number, page.file) for page in joined.pages] == [(1, "report.txt"), (2, "report.docx")]
    assert joined.file_of(joined.blocks[-1].page) == "report.docx"
    assert joined.file == "report.txt、report.docx"


def test_headings_move_with_their_lines(documents):
    """A heading stands in the line or cell that held it before."""
    joined = join(documents)
    titles = [(heading.number, heading.title) for one in documents for heading in one.headings]

    assert [(heading.number, heading.title) for heading in joined.headings] == titles
    assert all(heading.line in joined.places for heading in joined.headings)


def test_one_file_stays_as_it_is(documents):
    """A report that is one file is not changed by being read."""
    assert join(documents[:1]) is documents[0]
    assert documents[0].file_of(1) is None
    assert digest_of([documents[0].sha256]) == documents[0].sha256


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    """Of several files the one that cannot be read is a problem of the report; none at all is an error."""
    broken = tmp_path / "附件1.docx"
    broken.write_bytes(b"\xff\xd8\xff\xe0 no report")

    document = read_together([FILES[0], broken], Settings())

    assert [problem for problem in document.problems if "附件1.docx" in problem]
    with pytest.raises(UnreadableError):
        read_together([broken], Settings())
