"""What reading scans needs; asked before anything heavy is loaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

TOOLS = ("rapidocr", "onnxruntime", "cv2", "numpy")
"""The libraries that find and read print on pictures."""

REMEDY = "请运行 pip install --force-reinstall rapidocr onnxruntime opencv-python-headless，或重新安装 zongshu"


def missing() -> tuple[str, ...]:
    """Return the libraries that are not installed."""
    return tuple(name for name in TOOLS if find_spec(name) is None)


def kept_in(cache: Path | None) -> Path | None:
    """Return the folder below the cache in which recognised pictures are kept; None without a cache."""
    return cache and cache / "recognised"
