"""What the tests of renderings share: the figures of a content, and the pictures that a scan holds."""

import re
from pathlib import Path

import cv2
import numpy as np
import pymupdf

from extractor.eval.content import Block, Paragraph


def figures(content: tuple[Block, ...]) -> list[tuple[int, int | None, int | None, str]]:
    """Return the place of every figure in a content."""
    spots = [
        (at, *spot, text)
        for at, block in enumerate(content)
        for spot, text in (
            [((None, None), block.text)]
            if isinstance(block, Paragraph)
            else [((box.row, box.col), box.text) for box in block.boxes]
        )
    ]
    return [(at, row, col, figure) for at, row, col, text in spots for figure in re.findall(r"\d[\d,.]*%?", text)]


def picture(path: Path, number: int = 1) -> np.ndarray:
    """Return the picture stored for a page, as it is stored."""
    with pymupdf.open(path) as file:
        (image,) = file[number - 1].get_images()
        return cv2.imdecode(np.frombuffer(file.extract_image(image[0])["image"], np.uint8), cv2.IMREAD_UNCHANGED)
