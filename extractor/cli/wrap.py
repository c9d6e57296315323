"""Chinese text in a narrow terminal: broken between characters, never before a closing mark or inside a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

_PIECE = re.compile(
    r"[（“‘《「『〔【(\[]*(?:[!-'*-/0-Z\\^-~¥％]+|\s|.)[，。、；：！？）”’》」』〕】…%％)\]]*", re.DOTALL
)


class Wrapped:
    """Text that fills its column; the lines after the first may be indented."""

    def __init__(self, text: str, style: str = "", indent: int = 0) -> None:
        self.text = text
        self.style = style
        self.indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield one line at a time."""
        for number, line in enumerate(lines(self.text, options.max_width, self.indent)):
            yield Text(" " * (self.indent if number else 0) + line, style=self.style, no_wrap=True)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for the whole text, be content with its longest piece."""
        pieces = max((cell_len(piece) for piece in _PIECE.findall(self.text)), default=1)
        longest = max((cell_len(line) for line in self.text.splitlines()), default=1)
        return Measurement(min(pieces + self.indent, options.max_width), min(longest, options.max_width))


def lines(text: str, width: int, indent: int = 0) -> list[str]:
    """Return the text in lines of at most `width` cells, a Chinese character being two cells wide."""
    done: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph, width - indent):
            room = width - (indent if done else 0)
            if cell_len(line) + cell_len(piece.rstrip()) > room and line.strip():
                done.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        done.append(line.rstrip())
    return done


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield what must not be broken; a piece wider than a whole line is cut."""
    for piece in _PIECE.findall(text):
        while cell_len(piece) > max(width, 2):
            cut = next(n for n in range(len(piece), 0, -1) if cell_len(piece[:n]) <= max(width, 2))
            yield piece[:cut]
            piece = piece[cut:]  # noqa: PLW2901 - the rest of the same piece
        yield piece
