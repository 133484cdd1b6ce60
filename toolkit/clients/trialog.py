"""Report from a training program to Trialog. One file, standard library only, Python 3.8 or newer: copy it beside the program.

    import trialog

    params = trialog.params(lr=0.1)             # what the study chose; the keywords are for use outside of a study
    for step in range(20):
        ...
        trialog.log({"val_auc": auc}, step)     # raises trialog.Pruned when the study stops this trial
    trialog.finish({"val_auc": auc, "test_auc": test_auc})

Outside of a study (no TRIALOG_REPORT in the environment) the same program prints what it would have reported. With several ranks
only rank 0 writes, while ``log`` raises on every rank that calls it. The file format is described in docs/trial-protocol.md.
Safe to use from several threads.
"""

import hashlib
import json
import math
import operator
import os
import sys
import threading

__all__ = [
    "EXIT_PRUNED",
    "HydraScore",
    "Pruned",
    "artifact",
    "attr",
    "can_resume",
    "checkpoint_dir",
    "constraint",
    "finish",
    "log",
    "params",
    "should_prune",
]

#: How a program ends that lets ``Pruned`` pass: quietly, with this code, which makes the trial PRUNED.
EXIT_PRUNED = 79

_RANKS = ("RANK", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "SLURM_PROCID")
_lock = threading.Lock()


class Pruned(SystemExit):
    """The study stops this trial. Not an ``Exception``, so that ``except Exception`` in a framework does not swallow it."""

    def __init__(self, reason=""):
        super().__init__(EXIT_PRUNED)
        #: What the stop file says, a JSON text.
        self.reason = reason

    def __str__(self):
        return "pruned: " + self.reason


class _Report:
    """The report file of this process, and how much of it is known: other processes may have written before."""

    def __init__(self):
        self.end = 0
        self.seq = 0
        self.step = -1
        self.finished = False

    def append(self, record):
        """Appends one line. Opened anew each time, since closing is what makes a line visible to others on NFS."""
        path = os.environ["TRIALOG_REPORT"]
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        try:
            torn = self._catch_up(descriptor)
            text = json.dumps(dict(seq=self.seq, **record), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            line = torn + text.encode("utf-8", "replace") + b"\n"
            written = 0
            while written < len(line):
                written += os.write(descriptor, line[written:])
            self.seq += 1
            self.end += len(line)
        finally:
            os.close(descriptor)

    def _catch_up(self, descriptor):
        """Reads what is new; returns the newline that ends a torn last line, if there is one."""
        if os.fstat(descriptor).st_size == self.end:
            return b""
        with os.fdopen(os.dup(descriptor), "rb") as file:
            file.seek(0)
            content = file.read()
        self.end = len(content)
        self.seq = 0
        for line in content.splitlines():
            self.seq = max(self.seq, _seq(line) + 1)
        return b"" if content.endswith(b"\n") or not content else b"\n"


_report = _Report()


def params(**defaults):
    """The trial's parameters, a dict name -> value; ``defaults`` for those that the study does not set."""
    path = os.environ.get("TRIALOG_PARAMS")
    if not path:
        return dict(defaults)
    with open(path, encoding="utf-8") as file:
        return dict(defaults, **json.load(file))


def log(values, step=None):
    """Reports intermediate values: a dict metric -> number, or a number, which is the objective metric.

    ``step`` is an integer, 0 or more; without it the step after the last one. NaN and infinities are recorded.
    Raises ``TypeError`` for what is no number (bool, str, None, ...; NumPy and PyTorch scalars are numbers), having written
    nothing, and ``Pruned``, having written the values, if the study stops this trial.
    """
    metrics = _metrics(values)
    with _lock:
        at = _report.step + 1 if step is None else _step(step)
        _write({"step": at, "values": metrics}, "step %d: " % at + _words(metrics))
        _report.step = at
    if should_prune():
        raise Pruned(_reason())


def finish(values):
    """Reports the final values, once: a dict metric -> number, or a number, which is the objective metric."""
    metrics = _metrics(values)
    with _lock:
        _write({"final": metrics}, "\n".join("%s: %s" % (name, value) for name, value in metrics.items()))
        _report.finished = True


class HydraScore:
    """A callback of Hydra that reports what the main function returns as the final value, unless the program called ``finish``.

    A number is the objective; a dict has a number per metric; a list or tuple has the objectives in their order. Everything else that
    is returned is passed over. Trialog names this class in ``hydra.callbacks``; the program stays as it is.
    """

    def on_job_end(self, config, job_return, **others):
        """Hydra calls it when the main function has returned or thrown."""
        if getattr(job_return.status, "name", "") != "COMPLETED" or _report.finished:
            return
        values = _returned(job_return.return_value)
        if values:
            finish(values)

    def __getattr__(self, name):
        """Hydra calls each of its events on every callback."""
        if name.startswith("on_"):
            return lambda *args, **keywords: None
        raise AttributeError(name)


def _returned(value):
    """Metrics from what a main function returned; none if it is nothing that can be reported."""
    metric = os.environ.get("TRIALOG_METRIC") or "value"
    names = os.environ.get("TRIALOG_METRICS", metric).split("\n")
    if isinstance(value, dict):
        found = value
    elif isinstance(value, (list, tuple)) and len(value) == len(names):
        found = dict(zip(names, value))
    else:
        found = {"returned" if metric == "exit_status" else metric: value}
    try:
        return _metrics(found)
    except (TypeError, ValueError):
        return {}


def attr(key, value):
    """Attaches a note to the trial: a text, number, bool, None, or lists and dicts of these."""
    with _lock:
        _write({"attr": {_name(key, "key"): _plain(value)}}, "%s: %s" % (key, value))


def constraint(name, value=None):
    """Reports a constraint (a name and a number, or a dict of them); it is violated if positive."""
    metrics = _metrics(name if isinstance(name, dict) else {name: value})
    with _lock:
        _write({"constraint": metrics}, "constraint " + _words(metrics))


def artifact(path, name=None):
    """Records a file that belongs to the trial, such as a model: its path, size and SHA-256. Call it when the file is whole.

    ``name`` is what it is called, else the file's name; the same name again replaces the record. The file stays where it is.
    """
    where = os.path.abspath(os.fspath(path))
    digest = hashlib.sha256()
    size = 0
    with open(where, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
            size += len(block)
    called = _name(os.path.basename(where) if name is None else name, "name")
    with _lock:
        _write(
            {"artifact": {"name": called, "path": where, "bytes": size, "sha256": digest.hexdigest()}},
            "artifact %s: %s (%d bytes)" % (called, where, size),
        )


def should_prune():
    """Whether the study wants this trial to stop."""
    path = os.environ.get("TRIALOG_PRUNE")
    return bool(path) and os.path.exists(path)


def checkpoint_dir():
    """The directory for checkpoints, which all attempts of this trial share; made if it is not there. None outside of a study."""
    path = os.environ.get("TRIALOG_CHECKPOINT_DIR")
    if path:
        os.makedirs(path, exist_ok=True)
    return path


def can_resume():
    """Says that this trial can go on from its checkpoint, should it be ended by a time limit or for another job's sake.

    It then gets a new attempt, which uses up no retry. Call it when a checkpoint is written, or in a handler of the warning signal.
    """
    path = os.environ.get("TRIALOG_RESUME")
    if path:
        with open(path, "a", encoding="utf-8"):
            pass


def _write(record, words):
    if _report.finished:
        raise RuntimeError("Nothing can be reported after trialog.finish, but %s was." % next(iter(record)))
    if any(os.environ.get(name, "0").strip() not in ("", "0") for name in _RANKS):
        return
    if os.environ.get("TRIALOG_REPORT"):
        _report.append(record)
    else:
        print(words)
        sys.stdout.flush()


def _metrics(values):
    metrics = values if isinstance(values, dict) else {os.environ.get("TRIALOG_METRIC") or "value": values}
    if not metrics:
        raise ValueError("At least one metric must be given, but the dict is empty.")
    return {_name(name, "metric's name"): _number(name, value) for name, value in metrics.items()}


def _name(name, what):
    if not isinstance(name, str) or not name:
        raise TypeError("A %s must be a non-empty str but is %r." % (what, name))
    return name


def _number(name, value):
    """A JSON number, or the text that stands for NaN and infinities."""
    other = isinstance(value, (bool, str, bytes, bytearray)) or not _is_real(getattr(value, "dtype", None))
    if other or getattr(value, "ndim", 0) or not hasattr(value, "__float__"):
        raise TypeError("The value of %s must be a number but is %r (%s)." % (name, value, type(value).__name__))
    try:
        return _plain(float(value))
    except OverflowError:
        raise ValueError("The value of %s must be a number that a float can hold, below 1.8e308, but is larger." % name) from None


def _is_real(dtype):
    """Whether a scalar of NumPy, PyTorch, ... with this dtype is a real number; many others can be made a float, too."""
    if getattr(dtype, "kind", "f") in "bcmMOSTU":  # NumPy's bool, complex, times, objects and texts
        return False
    return not str(dtype).endswith("bool") and "complex" not in str(dtype)


def _step(step):
    try:
        number = operator.index(step)
    except TypeError:
        number = None
    if number is None or isinstance(step, bool):
        raise TypeError("A step must be an integer but is %r (%s)." % (step, type(step).__name__))
    if number < 0:
        raise ValueError("A step must be 0 or more but is %d." % number)
    return number


def _plain(value):
    """The value as JSON can hold it."""
    if isinstance(value, dict):
        return {_name(key, "key"): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (bool, str, int)):
        return value
    if hasattr(value, "tolist") and not isinstance(value, float):
        return _plain(value.tolist())
    if not hasattr(value, "__float__"):
        raise TypeError("An attribute must be made of JSON's types but holds %r (%s)." % (value, type(value).__name__))
    try:
        number = float(value)
    except OverflowError:
        raise ValueError("An attribute must be made of numbers that a float can hold but holds a larger one.") from None
    if math.isnan(number):
        return "NaN"
    return number if math.isfinite(number) else "Infinity" if number > 0 else "-Infinity"


def _words(metrics):
    return ", ".join("%s=%s" % item for item in metrics.items())


def _seq(line):
    try:
        seq = json.loads(line.decode("utf-8", "replace")).get("seq")
    except (ValueError, AttributeError):
        return -1
    return seq if isinstance(seq, int) else -1


def _reason():
    try:
        with open(os.environ["TRIALOG_PRUNE"], encoding="utf-8") as file:
            return file.read().strip()
    except (OSError, ValueError):
        return ""
