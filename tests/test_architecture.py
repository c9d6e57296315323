"""The shape of the code: who may import whom, which library lives where, and how large things may grow."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("extractor", "eval", "tests")
CODE = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
SHIPPED = [path for path in CODE if path.relative_to(ROOT).parts[0] != "tests"]

LAYERS = (
    ("errors",),
    ("records",),
    ("settings", "texts", "arithmetic", "llm"),
    ("reading", "extraction", "validation", "drafting", "output"),
    (
        "gaps",
        "doubts",
        "crops",
        "readback",
        "smoothing",
        "pipeline",
        "selection",
        "corrections",
        "folders",
        "wishes",
        "acceptance",
        "copying",
        "batch",
    ),
    ("eval",),
    ("cli",),
)
"""Bottom to top: a part imports from the layers below it, never from one above."""

STAGES = LAYERS[3]
"""Stages do not know each other; `pipeline` hands the records from one to the next."""

FREE_AMONG_THEMSELVES = (LAYERS[2], LAYERS[4])
"""Layers whose parts may import each other, as long as it is no circle (Python itself would object)."""

HOMES = {
    "pymupdf": ("reading", "output/preview", "eval"),
    "docx": ("reading", "output", "eval"),
    "openpyxl": ("reading", "output", "eval"),
    "lxml": ("reading", "output", "eval"),
    "charset_normalizer": ("reading",),
    "reportlab": ("eval",),
    "pdfplumber": ("eval",),
    "jinja2": ("texts",),
    "opencc": ("extraction",),
    "typer": ("cli",),
    "rich": ("cli",),
    "openai": ("llm",),
    "instructor": ("llm",),
    "tenacity": ("llm",),
    "rapidocr": ("reading", "eval"),
    "cv2": ("reading", "eval"),
    "numpy": ("reading", "eval"),
    "PIL": ("eval",),
    "fontTools": ("eval",),
    "pylopdf_fonts_zh_cn": ("output/charts", "eval"),
    "matplotlib": ("output/charts",),
    "platformdirs": ("cli",),
}
"""The only parts that may import a library; tests may import any."""

MOST_LINES_IN_FILE = 300
MOST_LINES_IN_FUNCTION = 40
MOST_PARAMETERS = 6
MOST_OPTIONS = 10
"""A command has at most eight options or so; `eval` has nine, and the context of its group."""


def name_of(path: Path) -> str:
    """Return a short name for test ids: extractor/cli/run.py."""
    return path.relative_to(ROOT).as_posix()


def part_of(path: Path) -> str:
    """Return the part that a file belongs to: `reading`, `pipeline`, `eval`; `` for the package itself."""
    first, *rest = path.relative_to(ROOT).with_suffix("").parts
    return first if first != "extractor" else rest[0].replace("__init__", "")


@cache
def tree_of(path: Path) -> ast.Module:
    """Parse a file once."""
    return ast.parse(path.read_text("utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    """Yield every module that a file imports anywhere, also `from extractor import cli` as extractor.cli."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_parts(path: Path) -> set[str]:
    """Return the parts of ours that a file imports."""
    modules = (name.split(".") for name in imports_of(path) if name.startswith("extractor."))
    known = {part for layer in LAYERS for part in layer}
    return {parts[1] for parts in modules if parts[1] in known}


def layer_of(part: str) -> int:
    """Return the height of a part."""
    return next(height for height, parts in enumerate(LAYERS) if part in parts)


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every shipped function with its place."""
    for path in SHIPPED:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name_of(path)}:{node.lineno} {node.name}", node


def defined_in(node: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield the classes, functions and methods that a caller can reach; not what stands inside a function."""
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield child
        if isinstance(child, ast.ClassDef):
            yield from defined_in(child)


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    return (node.end_lineno or 0) - node.lineno + 1 - len((ast.get_docstring(node, clean=False) or "").splitlines())


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many things a caller may pass, `self` and `cls` aside."""
    names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def test_every_part_has_a_layer():
    """No module of the package stands outside the table of layers."""
    parts = {part_of(path) for path in SHIPPED} - {""}

    assert parts <= {part for layer in LAYERS for part in layer}


@pytest.mark.parametrize("path", [path for path in SHIPPED if part_of(path)], ids=name_of)
def test_imports_point_downwards(path):
    """A part imports from layers below; siblings among the stages never import each other."""
    part = part_of(path)
    height = layer_of(part)
    free = {p for layer in FREE_AMONG_THEMSELVES if part in layer for p in layer}
    allowed = {p for layer in LAYERS[:height] for p in layer} | {part} | free

    assert own_parts(path) <= allowed


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_libraries_stay_at_home(path):
    """A library is imported only by the parts that are its home."""
    place = name_of(path).removeprefix("extractor/")
    strays = [
        f"{name} may stand in {HOMES[root]}"
        for name in set(imports_of(path))
        if (root := name.split(".")[0]) in HOMES and not place.startswith(HOMES[root])
    ]

    assert not strays


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_file_holds_one_idea(path):
    """A file that outgrows its limit holds a second idea."""
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES_IN_FILE


def test_functions_stay_short():
    """No function is longer than a screen, its docstring aside."""
    assert not [f"{place}: {length(node)}" for place, node in functions() if length(node) > MOST_LINES_IN_FUNCTION]


def test_most_functions_are_very_short():
    """Half of all functions fit in ten lines."""
    sizes = sorted(length(node) for _, node in functions())

    assert sizes[len(sizes) // 2] <= 10


def test_functions_take_few_things():
    """Options travel as one typed record, not as a row of parameters."""
    most = {True: MOST_OPTIONS, False: MOST_PARAMETERS}

    assert not [f"{p}: {parameters(n)}" for p, n in functions() if parameters(n) > most["/cli/" in p]]


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_public_names_say_what_they_are(path):
    """Modules, classes and functions without an underscore carry a docstring of more than a full stop."""
    tree = tree_of(path)
    public = [node for node in defined_in(tree) if not node.name.startswith("_")]
    silent = [node.name for node in public if len(ast.get_docstring(node) or "") < len("三字句")]

    assert not silent
    assert len(ast.get_docstring(tree) or "") > len("三字句") or not tree.body


@pytest.mark.parametrize("path", [path for path in CODE if path.name.startswith("test_")], ids=name_of)
def test_every_test_says_what_behaves_how(path):
    """Each test carries its behaviour as a sentence."""
    tests = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]

    assert not [node.name for node in tests if not ast.get_docstring(node)]


def test_the_library_is_silent():
    """Only the command line prints, leaves, or reads the environment."""
    loud = {"print", "sys.exit", "sys.argv", "os.environ", "os.getenv", "sys.stdout", "sys.stderr"}
    quiet = [path for path in SHIPPED if part_of(path) not in {"cli", "eval"}]
    heard = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"
        for path in quiet
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in loud
    ]

    assert not heard


def tracked() -> list[Path]:
    """Return the files of the repository, or of the folder when it is no repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False  # noqa: S607
    )  # fmt: skip
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    return [ROOT / name for name in names if name] or CODE


def test_nothing_names_a_workplace():
    """No file names a home directory, a package registry or a private host."""
    # The words are put together here, so that this file does not name them either.
    private = re.compile(
        "|".join(["/" + "work/", "/" + "home/[a-z]", "/" + "root/", "index" + "-url", "simple" + "/ "])
    )
    named = []
    for path in tracked():
        if path.suffix in {".py", ".md", ".toml", ".txt", ".json", ".lock", ""} and path.is_file():
            named += [name_of(path)] if private.search(path.read_text("utf-8", errors="replace")) else []

    assert not named
