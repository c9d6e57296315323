"""The model reader: asks part by part, believes only what stands on the paper.

`questions` chooses prompts and lines, `answers` are the forms, `claiming` and `placing` hold every leaf against the
paper, `repairing` asks once more for what failed, `reader` is the loop. For hybrid, `doubts` says what the rules left
open and `again` has it read once more, `teaching` shows the rules the words that
the lexicon lacks.
"""

from extractor.extraction.model.again import ask_again, looks
from extractor.extraction.model.doubts import doubtful, missing
from extractor.extraction.model.questions import Paper
from extractor.extraction.model.reader import ModelReading, read_model
from extractor.extraction.model.teaching import lessons

__all__ = ["ModelReading", "Paper", "ask_again", "doubtful", "lessons", "looks", "missing", "read_model"]
