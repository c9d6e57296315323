"""How many tokens may be used: taken before a question is asked, settled when the answer is there."""

from __future__ import annotations

from threading import Lock


class Budget:
    """Tokens that may be used; safe to share between threads. `limit` None means no limit."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self.used = 0
        self._held = 0
        self._lock = Lock()

    def take(self, tokens: int) -> bool:
        """Hold tokens for a question; False when they would go beyond the limit, and then nothing is held."""
        with self._lock:
            if self.limit is not None and self.used + self._held + tokens > self.limit:
                return False
            self._held += tokens
            return True

    def settle(self, held: int, used: int) -> None:
        """Give back what was held and count what was used; an answer in flight may go beyond the limit by itself."""
        with self._lock:
            self._held -= held
            self.used += used
