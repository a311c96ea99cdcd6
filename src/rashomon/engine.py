"""How per-report work is spread: an ordered map over worker processes, in bounded memory.

Workers are fresh interpreters that talk over their pipes, so a user's script needs no `__main__` guard, threads of
the parent are not forked, and a worker that dies takes one item with it and no other. A cluster's engine can stand
here later: it needs `run` and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, Any, Generic, TypeVar

import msgspec

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""How many items per worker may be read from `items` before the first of them is given back."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why an item gave no value: the error's class name and message; `Crashed` where its worker died."""

    error: str
    message: str


class Outcome(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """What became of the item at `index` (from 0): a value, or a failure."""

    index: int
    value: R | None = None
    failure: Failure | None = None


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    function: Callable[[T], R],
    items: Iterable[T],
    workers: int = 1,
    initializer: Callable[[], object] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Iterator[Outcome[R]]:
    """What `function` makes of each item, in the order of `items`, as it becomes known.

    With one worker all runs here; with more, `function`, `initializer` and the items must be picklable (a function of
    a module, or a `functools.partial` of one). `initializer` runs once in each process before its first item, and what
    it raises ends the run. What `function` raises, or a worker that dies, is the failure of that item alone. At most
    `AHEAD` items per worker are held. `progress` is called with the number of items done.
    """
    outcomes = _here(function, items, initializer) if workers <= 1 else _spread(function, items, workers, initializer)
    for outcome in outcomes:
        yield outcome
        if progress is not None:
            progress(outcome.index + 1)


def _here(
    function: Callable[[T], R], items: Iterable[T], initializer: Callable[[], object] | None
) -> Iterator[Outcome[R]]:
    if initializer is not None:
        initializer()
    for index, item in enumerate(items):
        yield _attempt(function, item, index)


def _attempt(function: Callable[[T], R], item: T, index: int) -> Outcome[R]:
    try:
        return Outcome(index=index, value=function(item))
    except Exception as error:
        return Outcome(index=index, failure=Failure(error=type(error).__name__, message=str(error)))


def _spread(
    function: Callable[[T], R], items: Iterable[T], workers: int, initializer: Callable[[], object] | None
) -> Iterator[Outcome[R]]:
    crew = _Crew(pickle.dumps((function, initializer)), workers)
    waiting: deque[Future[Outcome[R]]] = deque()
    try:
        with ThreadPoolExecutor(workers) as threads:
            try:
                for index, item in enumerate(items):
                    waiting.append(threads.submit(crew.outcome, index, item))
                    if len(waiting) >= workers * AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()
    finally:
        crew.dismiss()


class _Crew:
    """Workers at rest, and how many more may be started."""

    def __init__(self, task: bytes, size: int) -> None:
        self._task = task
        self._resting: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        for _ in range(size):
            self._resting.put(None)

    def outcome(self, index: int, item: object) -> Outcome[Any]:
        """What a worker makes of an item; a worker that dies is replaced for the next item."""
        try:
            told = pickle.dumps((index, item))
        except Exception as error:
            return Outcome(index=index, failure=Failure(error=type(error).__name__, message=str(error)))
        worker = self._resting.get()
        kept: _Worker | None = worker
        try:
            kept = worker or _Worker(self._task)
            return kept.outcome(told)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = kept.end() if kept else None
            kept = None
            message = f"the process that worked on it ended (status {code}), as it does when memory runs out"
            return Outcome(index=index, failure=Failure(error="Crashed", message=message))
        finally:
            self._resting.put(kept)

    def dismiss(self) -> None:
        """End every worker."""
        with contextlib.suppress(queue.Empty):
            while True:
                worker = self._resting.get_nowait()
                if worker is not None:
                    worker.end()


class _Worker:
    """A process that answers items; both ways a message is a pickle after its length in eight bytes."""

    def __init__(self, task: bytes) -> None:
        command = [sys.executable, "-c", "from rashomon.engine import serve; serve()"]
        environment = {"OMP_NUM_THREADS": "1"} | dict(os.environ) | {"PYTHONPATH": os.pathsep.join(sys.path)}
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter, our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        _send(self._to, task)
        raised = pickle.loads(_receive(self._from))  # noqa: S301 -- from our own worker
        if raised is not None:
            self.end()
            raise raised

    @property
    def _to(self) -> IO[bytes]:
        if self._process.stdin is None:
            raise EOFError
        return self._process.stdin

    @property
    def _from(self) -> IO[bytes]:
        if self._process.stdout is None:
            raise EOFError
        return self._process.stdout

    def outcome(self, told: bytes) -> Outcome[Any]:
        """The answer to a pickled (index, item); EOFError or OSError where the process is gone."""
        _send(self._to, told)
        outcome = pickle.loads(_receive(self._from))  # noqa: S301 -- from our own worker
        if not isinstance(outcome, Outcome):
            raise EOFError  # noqa: TRY004 -- a pipe that speaks nonsense is a dead worker
        return outcome

    def end(self) -> int:
        """Close the pipes, wait, and give the exit status."""
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):
                pipe.close()
        try:
            return self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(8, "little") + message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    size = int.from_bytes(_exactly(pipe, 8), "little")
    return _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    message = pipe.read(size)
    if len(message) != size:
        raise EOFError
    return message


def serve() -> None:
    """The life of a worker: read the task, then answer items until the parent closes the pipe.

    What the task prints goes to stderr, for stdout is the way back to the parent. Ctrl-C is the parent's to take.
    """
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with contextlib.suppress(EOFError, BrokenPipeError):
        function = _task(answers)
        while True:
            index, item = pickle.loads(_receive(sys.stdin.buffer))  # noqa: S301 -- from our own parent
            _answer(answers, _attempt(function, item, index))


def _task(answers: IO[bytes]) -> Callable[[object], object]:
    """The function to run, once the initializer has; what that raised is told to the parent."""
    task = _receive(sys.stdin.buffer)
    try:
        function, initializer = pickle.loads(task)  # noqa: S301 -- from our own parent
        if initializer is not None:
            initializer()
    except Exception as error:
        _send(answers, _pickled_error(error))
        raise EOFError from error
    _send(answers, pickle.dumps(None))
    return function  # type: ignore[no-any-return]


def _pickled_error(error: Exception) -> bytes:
    try:
        told = pickle.dumps(error)
        pickle.loads(told)  # noqa: S301 -- what was just written
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return told


def _answer(answers: IO[bytes], outcome: Outcome[Any]) -> None:
    try:
        told = pickle.dumps(outcome)
    except Exception as error:
        failure = Failure(error=type(error).__name__, message=f"its value cannot be sent: {error}")
        told = pickle.dumps(Outcome[Any](index=outcome.index, failure=failure))
    _send(answers, told)
