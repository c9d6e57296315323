"""Start the server as a process of its own and read what it was asked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import UsageError
from extractor.eval.oracle.server import Script


class Loopback(NamedTuple):
    """A running server: its address and its log."""

    address: str
    log: Path

    def requests(self) -> list[dict[str, Any]]:
        """Return every request so far, in order."""
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def paid(self) -> list[dict[str, Any]]:
        """Return the requests that were answered in full and would be billed."""
        return [one for one in self.requests() if one["status"] == 200]  # noqa: PLR2004 - OK


@contextmanager
def serve(script: Script, folder: Path) -> Iterator[Loopback]:
    """Run a server for a while; its script and its log lie in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "requests.jsonl"
    path = folder / "script.json"
    path.write_text(script.model_copy(update={"log": log}).model_dump_json(), "utf-8")
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "extractor.eval.oracle.server", str(path)], stdout=subprocess.PIPE, text=True
    )
    try:
        port = process.stdout.readline().strip() if process.stdout else ""
        if not port:
            raise UsageError("本机的应答服务没有起来", "请看上面的英文信息")
        yield Loopback(f"http://127.0.0.1:{port}/v1", log)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
