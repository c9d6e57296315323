"""Write the report of every case that has a builder: `python -m extractor.eval.make_cases [CASE…]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from extractor.eval import builders
from extractor.eval.case import CASES


def sources() -> Iterator[ModuleType]:
    """Yield the builders: modules with the name of a case, its suffix and `build(path)`."""
    for info in iter_modules(builders.__path__):
        module = import_module(f"{builders.__name__}.{info.name}")
        if hasattr(module, "CASE"):
            yield module


def make(names: Sequence[str] = ()) -> list[Path]:
    """Write the reports of these cases, or of all, and return their paths."""
    written = []
    for module in sources():
        if not names or module.CASE in names:
            path = CASES / module.CASE / f"report{module.SUFFIX}"
            path.parent.mkdir(parents=True, exist_ok=True)
            module.build(path)
            written.append(path)
    return written


if __name__ == "__main__":
    make(sys.argv[1:])
