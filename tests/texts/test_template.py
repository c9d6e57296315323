"""The contract of one template file."""

import pytest

from extractor.errors import TemplateError
from extractor.texts import parse

HEAD = '+++\nid = "a"\npurpose = "b"\nvariables = [{}]\n+++\n'


def file(body: str, *variables: str) -> str:
    """Return a file with the usual head."""
    return HEAD.format(", ".join(f'"{name}"' for name in variables)) + body


def test_a_file_renders_its_variables() -> None:
    """Head and body are read; the body is rendered with the values."""
    template = parse(file("单位：{{ unit }}", "unit"), "x.md")
    assert (template.head.id, template.render(unit="某局")) == ("a", "单位：某局")


def test_the_hash_is_that_of_the_text() -> None:
    """A changed character changes the hash."""
    assert parse(file("一"), "x.md").sha256 != parse(file("二"), "x.md").sha256


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("没有文件头", "没有文件头"),
        ("+++\nid = \n+++\n", "TOML"),
        ('+++\nid = "a"\npurpose = "b"\nvariables = []\ncolour = "red"\n+++\n', "colour：不认识的键"),
        ('+++\npurpose = "b"\nvariables = []\n+++\n', "id：缺少"),
        (file("{{ unit }}"), "没有声明的变量 unit"),
        (file("无", "unit"), "没有用到的变量 unit"),
        (file("一\n{% if %}"), "第 7 行语法有误"),
    ],
)
def test_a_file_that_breaks_its_contract_is_refused(text: str, reason: str) -> None:
    """The message names the file and what is wrong with it."""
    with pytest.raises(TemplateError, match=reason) as caught:
        parse(text, "x.md")
    assert "x.md" in str(caught.value)


def test_all_missing_values_are_named_at_once() -> None:
    """A caller learns everything that is missing from one message."""
    template = parse(file("{{ a }}{{ b }}", "a", "b"), "x.md")
    with pytest.raises(TemplateError, match="缺少变量 a、b"):
        template.render()


def test_an_unknown_value_is_refused() -> None:
    """A value that no one asked for is a mistake of the caller."""
    with pytest.raises(TemplateError, match="没有声明变量 c"):
        parse(file("无"), "x.md").render(c=1)


def test_nothing_undefined_is_printed() -> None:
    """A field that does not exist is an error with its line, not an empty place."""
    template = parse(file("一\n二{{ unit.nam }}", "unit"), "x.md")
    with pytest.raises(TemplateError, match="第 7 行不能套用"):
        template.render(unit={"name": "某局"})


def test_a_file_cannot_reach_into_python() -> None:
    """A template from elsewhere is data: it runs in a sandbox."""
    template = parse(file("{{ x.__class__.__mro__ }}", "x"), "x.md")
    with pytest.raises(TemplateError):
        template.render(x="")


def test_a_name_that_the_body_sets_is_its_own() -> None:
    """A name set in one branch need not be declared."""
    body = "{% if a %}{% set b = 1 %}{{ b }}{% else %}{% set b = 2 %}{{ b }}{% endif %}"
    assert parse(file(body, "a"), "x.md").render(a=False) == "2"


@pytest.mark.parametrize(
    ("body", "prompt", "prose"),
    [
        ("{{ a }}\n二", "一\n二", "一二"),
        ("{{ a }}\n\n二", "一\n\n二", "一\n\n二"),
        ("{% if a %}\n{{ a }}\n{% endif %}\n二", "一\n二", "一二"),
        ("{{ a }}\n{% if not a %}\n二\n{% endif %}\n\n三", "一\n\n三", "一\n\n三"),
        ("{% for x in [1, 2] %}\n{{ a }}{{ x }}，\n{% endfor %}", "一1，\n一2，\n", "一1，一2，"),
        ("{% set b = [\n\n  a,\n] %}\n{{ b[0] }}", "一", "一"),
        ("{# 说明\n两行 #}\n{{ a }}", "一", "一"),
    ],
)
def test_line_ends(body: str, prompt: str, prose: str) -> None:
    """A prompt keeps the ends of its lines; in prose only an empty line of the file parts paragraphs."""
    assert parse(file(body, "a"), "x.md").render(a="一") == prompt
    assert parse(file(body, "a"), "x.md", prose=True).render(a="一") == prose
