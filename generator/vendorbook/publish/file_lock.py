"""A lock that one build at a time can hold, until it lets go or its process ends."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class FileLock:
    """A file that nobody else has locked.

    Attributes:
        taken_at: When it was locked by the clock of the file system, in nanoseconds.
    """

    def __init__(self, file: Path, on_wait: Callable[[], None] | None = None) -> None:
        """Lock the file; with `on_wait`, which is called once before, wait for whoever has it.

        Raises:
            ImportError: Where this system has no such locks.
            OSError: When it cannot be written, or somebody has it and nobody waits.
        """
        import fcntl  # noqa: PLC0415 - not everywhere

        file.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if on_wait is None:
                    raise
                on_wait()
                fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            os.utime(self._descriptor)
            self.taken_at = os.fstat(self._descriptor).st_mtime_ns
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Let others have it."""
        with suppress(OSError):
            os.close(self._descriptor)
        self._descriptor = -1
