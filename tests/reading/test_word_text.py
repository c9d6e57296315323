"""Word paragraphs: only what prints."""

from __future__ import annotations

import pytest
from office_files import docx, run, told

from extractor.reading.word.body import read_word
from extractor.settings import Limits


def read(body: str, **parts: str) -> list[object]:
    """Return the blocks of a .docx with this body."""
    return told(read_word(docx(body, **parts), Limits()).blocks)


def field(code: str, result: str, data: str = "") -> str:
    """Return a complex field in a run."""
    return run(
        f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar><w:instrText>{code}</w:instrText><w:t>码</w:t>'
        f'<w:fldChar w:fldCharType="separate"/><w:t>{result}</w:t><w:fldChar w:fldCharType="end"/>'
    )


TICKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
ENTRIES = '<w:listEntry w:val="良"/><w:listEntry w:val="优"/>'
CHOICE = f'<w:ffData><w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList></w:ffData>'
HALF = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
RUBY = f"<w:ruby><w:rt>{run('yī')}</w:rt><w:rubyBase>{run('一')}</w:rubyBase></w:ruby>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (f"<w:ins>{run('503')}</w:ins><w:del><w:r><w:delText>499</w:delText></w:r></w:del>", "503"),
        (f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>", "新"),
        (run("藏", "<w:vanish/>") + run("见"), "见"),
        (run("见", '<w:vanish w:val="0"/>'), "见"),
        (run("藏", '<w:rStyle w:val="Secret"/>') + run("见"), "见"),
        (run("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t>"), "甲\n乙\t丙"),
        (run('<w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t>'), "甲乙"),
        (run("<w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t>"), "3-5"),
        (f"<w:hyperlink>{run('公开')}</w:hyperlink><w:smartTag>{run('网')}</w:smartTag>", "公开网"),
        (run('<w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t>'), "☑是"),
        (run('<w:sym w:font="Arial" w:char="00D7"/><w:sym w:char="z"/>'), "×"),
        (f'<w:fldSimple w:instr="DATE">{run("2025年")}</w:fldSimple>', "2025年"),
        (field("=SUM(ABOVE)", "503.37") + run("万元"), "503.37万元"),
        (field("FORMCHECKBOX", "", TICKED) + run("优"), "☑优"),
        (field("FORMDROPDOWN", "", CHOICE), "优"),
        (run("率") + f"<m:oMath>{HALF}</m:oMath>", "率1/2"),
        (run(RUBY), "一"),
        (run("<w:t>注</w:t><w:footnoteReference w:id='2'/>"), "注"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>", ""),
    ],
)
def test_runs_as_printed(runs: str, text: str) -> None:
    """A paragraph reads as it prints: insertions, field results and symbols in; deletions and hidden text out."""
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read(f"<w:p>{runs}</w:p>", styles=styles) == ([text] if text else [])
