"""What the fake PBS knows: jobs, settings and scripted answers in one JSON file, changed under a lock."""
import contextlib
import fcntl
import json
import os
import subprocess
import sys
import time

SETTINGS = {
    "version": "pbs_version = 23.06.06",
    "slots": 1000,             # jobs that run at a time
    "killDelay": 1.0,          # seconds between TERM and KILL
    "second": 1.0,             # seconds that a second of a walltime lasts
    "maxArraySize": 10000,
    "maxQueued": -1,           # jobs of a user from which on qsub refuses, -1: none
    "history": True,           # whether finished jobs are remembered
    "run": True,               # False: no job starts
}
SERVER = "pbs1"


class Store:
    def __init__(self, directory):
        self.directory = directory
        self.file = os.path.join(directory, "state.json")
        os.makedirs(self.path("scripts"), exist_ok=True)

    def path(self, *parts):
        return os.path.join(self.directory, *parts)

    @contextlib.contextmanager
    def locked(self):
        """The state, written back at the end; jobs that may start by then are started."""
        with open(self.path("lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            state = self.read()
            yield state
            starting = tick(state)
            with open(self.file + ".new", "w") as out:
                json.dump(state, out)
            os.replace(self.file + ".new", self.file)
        clean = {name: value for name, value in os.environ.items() if name != "PBS_FAKE_JOB"}
        for key in starting:  # also out of a job, with which they must not end
            with open(self.path("runner.log"), "a") as log:
                subprocess.Popen([sys.executable, "-SE", os.path.join(os.path.dirname(os.path.abspath(__file__)), "fake_pbs.py"),
                                  self.directory, "runner", key], start_new_session=True, env=clean,
                                 stdin=subprocess.DEVNULL, stdout=log, stderr=log, close_fds=True)

    def read(self):
        try:
            with open(self.file) as file:
                return json.load(file)
        except FileNotFoundError:
            return {"next": 0, "jobs": {}, "settings": dict(SETTINGS), "rules": []}


def tick(state):
    """Starts what may start by now, and deletes what never can; returns the keys of the jobs to be launched."""
    running = sum(job["state"] in "RE" for job in state["jobs"].values())
    starting = []
    for key, job in state["jobs"].items():
        kind, _, ids = job["depend"].partition(":")
        others = [state["jobs"].get(one) for one in ids.split(":") if ids]
        if job["state"] == "H" and job["depend"] and all(other is None or over(other) for other in others):
            if kind == "afterok" and any(other and other["exit"] != 0 for other in others):
                finish(state, key, None, 92)  # as PBS does with what can't be met any more
                continue
            job["state"] = "Q"
        if job["state"] == "Q" and job["never"]:
            job["comment"] = "Can Never Run: " + job["never"]
        elif job["state"] == "Q" and state["settings"]["run"] and running < state["settings"]["slots"]:
            job.update(state="R", substate=42, start=time.time(), runs=job["runs"] + 1, ending=None)
            job["comment"] = "Job run at Mon Nov 30 at 11:49 on (n1:ncpus=1)"
            running += 1
            starting.append(key)
        elif job["state"] == "Q":
            job["comment"] = "Not Running: Insufficient amount of resource: ncpus"
    return starting


def over(job):
    return job["state"] in "FX"


def finish(state, key, code, substate, words=""):
    job = state["jobs"][key]
    job.update(exit=code, substate=substate, state="X" if job["array"] else "F", ending=None)
    job["comment"] += words
    if job["array"]:
        elements = [other for other in state["jobs"].values() if other["array"] == job["array"]]
        if all(over(other) for other in elements):
            for other in elements:
                other["state"] = "F"
    if not state["settings"]["history"]:
        del state["jobs"][key]
