"""How the checks and the search for repairs stand up to faults of which the truth is known.

One fault of a class is put into the record of a consistent report; what broke, what was found and what was suggested
is counted by class. `exhaustive` is a second, slow search that shares nothing with the one under test but the
evaluation of identities: it says where one repair is cheaper than every other.
"""

from __future__ import annotations

from extractor.eval.mutation.faults import KINDS
from extractor.eval.mutation.running import measure
from extractor.eval.mutation.score import Judged, Mutation, Row

__all__ = ["KINDS", "Judged", "Mutation", "Row", "measure"]
