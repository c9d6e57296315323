"""Every error of ours, each one sentence in Chinese with its remedy and an exit status.

    ZongshuError
    ├── UsageError            2  wrong use: a flag, a path or a settings file
    │   ├── SettingsError        a settings file or variable that cannot be used
    │   └── TemplateError        a template or prompt file that breaks its contract
    ├── UnreadableError       4  a file of which nothing can be read
    │   ├── FormatError          not a kind of file that can be read here
    │   ├── DamagedError         truncated, corrupt or empty
    │   ├── ProtectedError       needs a password
    │   ├── TooLargeError        beyond the limits of size, pages or unpacked bytes
    │   └── MissingToolError     readable only with a program that is not installed
    ├── RecordError           4  a record.json that does not fit the schema
    ├── EntryError            4  a filled-in workbook with cells that do not say what they should
    ├── DraftError            3  a draft with a number that no field of the record holds
    ├── PolishError           3  smoothed words that do not say the same; the template's stand
    └── BudgetError           5  the budget of tokens or time is used up

Catch `ZongshuError` for all of them; anything else that escapes is a bug and keeps its traceback.
"""

from __future__ import annotations

import errno
from enum import IntEnum

_REASONS = {
    errno.ENOENT: "没有这个文件夹或文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EEXIST: "同名的文件占着文件夹的位置",
    errno.ENOTDIR: "同名的文件占着文件夹的位置",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "正被别的程序使用",
}


def reason_of(error: OSError) -> str:
    """Return in Chinese why the system refuses a file; in its own words what has no Chinese here."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error) or type(error).__name__


class Exit(IntEnum):
    """The exit statuses of the command; the highest that applies of 3–5 wins over 1."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    PARTIAL = 3
    UNREADABLE = 4
    BUDGET = 5


class ZongshuError(Exception):
    """Something the user can mend: what was found, and what to do."""

    exit_code: Exit = Exit.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the sentence that a user sees: what is wrong, then the remedy."""
        return f"{self.message}。{self.hint}" if self.hint else self.message


class UsageError(ZongshuError):
    """A flag, path or combination that cannot be meant."""


class SettingsError(UsageError):
    """A settings file or environment variable that cannot be used."""


class TemplateError(UsageError):
    """A template or prompt file that breaks its contract."""


class UnreadableError(ZongshuError):
    """A file of which nothing can be read."""

    exit_code = Exit.UNREADABLE


class FormatError(UnreadableError):
    """Not a kind of file that can be read here."""


class DamagedError(UnreadableError):
    """Truncated, corrupt or empty."""


class ProtectedError(UnreadableError):
    """Needs a password."""


class TooLargeError(UnreadableError):
    """Beyond the limits of size, pages or unpacked bytes."""


class MissingToolError(UnreadableError):
    """Readable only with a program that is not installed."""


class RecordError(UnreadableError):
    """A record.json that does not fit the schema."""


class EntryError(UnreadableError):
    """A filled-in workbook with cells that do not say what they should."""


class DraftError(ZongshuError):
    """A draft with a number that no field of the record holds."""

    exit_code = Exit.PARTIAL


class PolishError(ZongshuError):
    """Smoothed words that do not say the same as the paragraph."""

    exit_code = Exit.PARTIAL


class BudgetError(ZongshuError):
    """The budget of tokens or time is used up."""

    exit_code = Exit.BUDGET
