"""When to ask an endpoint again, and how long to wait before."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar

from extractor.settings import Asking

if TYPE_CHECKING:
    from tenacity import RetryCallState

_T = TypeVar("_T")
_TRANSIENT = frozenset({408, 409, 425, 429})
_SERVER = 500
_SPENT = ("insufficient_quota", "billing", "arrears", "balance")
"""A 429 that no waiting mends: the account is empty."""


def is_transient(error: BaseException) -> bool:
    """Whether the same request may succeed later: rate limit, server error, timeout, cut connection."""
    import openai  # noqa: PLC0415 - only when a model is asked

    if isinstance(error, openai.APIStatusError):
        spent = any(word in str(error).casefold() for word in _SPENT)
        return error.status_code >= _SERVER or (error.status_code in _TRANSIENT and not spent)
    return isinstance(error, openai.APIConnectionError)


def with_patience(call: Callable[[], _T], asking: Asking, sleep: Callable[[float], None] = time.sleep) -> _T:
    """Return what a call returns, asking again while its failures are transient; the last failure is raised."""
    import tenacity  # noqa: PLC0415 - only when a model is asked

    backoff = tenacity.wait_random_exponential(multiplier=0.5, max=asking.longest_wait)

    def wait(state: RetryCallState) -> float:
        asked_for = _retry_after(state)
        return backoff(state) if asked_for is None else asked_for

    def patient(error: BaseException) -> bool:
        """A server that asks for more patience than we have is not waited for."""
        return is_transient(error) and (retry_after(headers_of(error)) or 0) <= asking.longest_wait

    retrying = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(asking.attempts),
        wait=wait,
        retry=tenacity.retry_if_exception(patient),
        sleep=sleep,
        reraise=True,
    )
    return retrying(call)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that `Retry-After` asks for, as a number or as a date; None when it says nothing."""
    said = headers.get("retry-after") or headers.get("Retry-After")
    if not said:
        return None
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def headers_of(error: BaseException) -> Mapping[str, str]:
    """Return the headers of the response that an error came with."""
    response: Any = getattr(error, "response", None)
    return response.headers if response is not None else {}


def _retry_after(state: RetryCallState) -> float | None:
    error = state.outcome.exception() if state.outcome else None
    return retry_after(headers_of(error)) if error else None
