"""Weights that may be wrong together with their score.

Who types one point too many for a row that earns full marks gives it the full marks too: its weight then looks
confirmed although the sum of the group disputes it. Such a weight mends nothing by itself, but it forbids to call the
weight of another row the only one that can be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.arithmetic.cells import PRIMARY, Candidate, Graph, solutions
from extractor.arithmetic.compare import Number
from extractor.arithmetic.identity import Identity

_OF_A_ROW = frozenset({"B04", "B06"})


def rival_weights(graph: Graph, candidates: list[Candidate], reasoned: frozenset[str]) -> Iterator[Candidate]:
    """Yield weights of rows with full marks that would explain a violated sum of weights as well as a candidate.

    None where a candidate is decided otherwise: the new weight is the very score of a row (those in `reasoned` lost
    points for a reason), or takes the score of its row along.
    """
    complete = {change for one in candidates for change in one.changes}
    decided = {found for one in candidates if _is_the_score(graph, one, reasoned) for found in one.explains}
    for violated in graph.violated:
        if violated.check != "B02" or violated in decided:
            continue
        for changes in solutions(graph, violated, {}):
            ((path, new),) = changes.items()
            if (path, new) not in complete and _brings_its_score(graph, path, new):
                explained = graph.explained(changes)
                yield Candidate("cell-primary", ((path, new),), explained, PRIMARY, rival=True)


def _is_the_score(graph: Graph, candidate: Candidate, reasoned: frozenset[str]) -> bool:
    """Whether a new weight is what its row earned, and nothing says why the row should have earned less."""
    (path, new), *more = candidate.changes
    row = path.removesuffix(".weight")
    score = graph.known.get(f"{row}.score")
    return not more and row != path and row not in reasoned and score is not None and score.value == new.value


def _brings_its_score(graph: Graph, path: str, new: Number) -> bool:
    """Whether a row has full marks, and its new weight contradicts nothing but them."""
    score = path.removesuffix("weight") + "score"
    full = score in graph.known and graph.known[score].value == graph.known[path].value
    broken = graph.broken({path: new})
    return full and new.value > 0 and bool(broken) and all(_is_of_row(one, score) for one in broken)


def _is_of_row(identity: Identity, score: str) -> bool:
    return identity.check in _OF_A_ROW and identity.result == score
