"""One build at a time: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from rashomon.errors import CaseError, LockedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

AT = 1 << 30
"""Where Windows locks a byte: far behind what the file holds, so that others can read it."""


class Lock:
    """A context manager over the file `path`; entered again by its holder it does nothing.

    A lock whose process died is free: the system holds it, and the process number in the file only tells a person
    whom to wait for. Raises LockedError where another process holds it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._depth = 0

    def __enter__(self) -> Lock:
        if self._depth == 0:
            self._file = self._taken()
        self._depth += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth == 0 and self._file is not None:
            _release(self._file)
            self._file.close()
            self._file = None

    def _taken(self) -> IO[bytes]:
        try:
            file = self._path.open("a+b")
        except OSError as error:
            raise CaseError(f"{self._path.parent} cannot be written: {error}") from error
        try:
            _take(file)
        except (BlockingIOError, PermissionError) as error:
            file.seek(0)
            holder = file.read(20).decode("ascii", "replace").strip() or "unknown"
            file.close()
            raise LockedError(
                f"another build holds {self._path.parent} (process {holder}): wait until it is done, or end it, "
                "and run this again; the last snapshot can be read meanwhile"
            ) from error
        except OSError as error:
            file.close()
            raise CaseError(
                f"{self._path} cannot be locked ({error}): put the case on a disk of this machine"
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n".encode())
        file.flush()
        return file


if sys.platform == "win32":

    def _take(file: IO[bytes]) -> None:
        file.seek(AT)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _release(file: IO[bytes]) -> None:
        file.seek(AT)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
