"""The seam to a model: one question in, one checked answer or a named fault out.

`seam.LLM` is one method, `ask(question) -> Reply`. `endpoint.Endpoint` speaks to an OpenAI-compatible server,
`scripted.Scripted` answers from a list (for tests), `session.Session` puts cache, budget, replay and the count of what
was used between a reader and either of them.
"""

from extractor.llm.seam import LLM, Fault, Question, Reply, Usage
from extractor.llm.session import Account, Asker, Session

__all__ = ["LLM", "Account", "Asker", "Fault", "Question", "Reply", "Session", "Usage"]
