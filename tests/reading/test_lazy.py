"""What reads scans is loaded when the first scan comes, not before."""

import subprocess
import sys
from pathlib import Path

from extractor.eval.case import CASES

HEAVY = ("cv2", "onnxruntime", "rapidocr")


def test_a_digital_file_loads_no_recogniser() -> None:
    """Reading a PDF with text leaves OpenCV, ONNX Runtime and RapidOCR aside."""
    report = next(iter(sorted(CASES.glob("*/report.pdf"))))
    code = (
        "import sys; from pathlib import Path\n"
        "from extractor.reading import read; from extractor.settings import Settings\n"
        f"assert read(Path({str(report)!r}), Settings()).all_lines\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(), check=False)  # noqa: S603
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
