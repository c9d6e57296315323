"""Tests of the reading of scans need OpenCV; those that recognise print need RapidOCR and its runtime as well."""

import pytest

pytest.importorskip("cv2", reason="opencv-python-headless is not installed, so no scan can be read")


@pytest.fixture
def rapidocr() -> None:
    """Skip a test where no recogniser is installed."""
    pytest.importorskip("rapidocr", reason="rapidocr is not installed, so no print can be recognised")
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed, so no print can be recognised")
