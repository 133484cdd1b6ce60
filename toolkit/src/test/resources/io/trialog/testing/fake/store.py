"""What the fake scheduler knows: jobs, settings and scripted answers in one JSON file, changed under a lock."""
import contextlib
import fcntl
import json
import os
import subprocess
import sys
import time

SETTINGS = {
    "version": "22.05.8",
    "slots": 1000,             # jobs that run at a time
    "minJobAge": 300,          # seconds that finished jobs stay visible
    "requeueDelay": 0.5,       # seconds until a requeued job may start
    "killWait": 1.0,           # seconds between TERM and KILL
    "minute": 60.0,            # seconds that a minute of a time limit lasts
    "maxSubmit": -1,           # jobs in the queue from which on sbatch refuses, -1: none
    "maxArraySize": 1001,
    "accounting": False,       # whether sacct answers
    "run": True,               # False: jobs are shown as running, and nothing runs
    "block": "",               # reason for which no job starts
    "partitions": ["debug", "high"],
    "nodes": ["n1", "n2", "n3"],
}
FINAL = ("COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "NODE_FAIL", "PREEMPTED", "BOOT_FAIL", "DEADLINE", "OUT_OF_MEMORY")
JOBCOMP = ("JobId={raw} UserId=root(0) GroupId=root(0) Name={name} JobState={state} Partition={partition} "
           "TimeLimit={limit} StartTime={start} EndTime={end} NodeList={nodes} NodeCnt=1 ProcCnt=1 WorkDir={cwd} "
           "ArrayJobId={array} ArrayTaskId={task} DerivedExitCode=0:0 ExitCode={exit} \n")


class Store:
    def __init__(self, directory):
        self.directory = directory
        self.file = os.path.join(directory, "state.json")

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
        for key in starting:
            self.launch(key)

    def read(self):
        try:
            with open(self.file) as file:
                return json.load(file)
        except FileNotFoundError:
            return {"next": 1, "jobs": {}, "settings": dict(SETTINGS), "rules": []}

    def launch(self, key):
        with open(self.path("runner.log"), "a") as log:
            subprocess.Popen([sys.executable, "-SE", os.path.join(os.path.dirname(__file__), "fake_slurm.py"),
                              self.directory, "runner", key], start_new_session=True,
                             stdin=subprocess.DEVNULL, stdout=log, stderr=log, close_fds=True)

    def order(self, key, **what):
        """Tells the runner of a job how that is to end."""
        file = self.path("orders", key)
        with open(file + ".new", "w") as out:
            json.dump(what, out)
        os.replace(file + ".new", file)

    def ended(self, state, key, word, code, reason="None", requeue=False):
        """Notes the end of an incarnation, and that another one follows."""
        job = state["jobs"][key]
        now = time.time()
        last = dict(job, state=word, exit=code, end=now)
        job["history"].append({name: last[name] for name in ("state", "exit", "start", "end", "node", "restarts")})
        with open(self.path("jobcomp.txt"), "a") as out:
            out.write(JOBCOMP.format(
                raw=job["raw"], name=job["name"], state=word, partition=job["partition"], limit="UNLIMITED",
                start=stamp(job["start"], "Unknown"), end=stamp(now), nodes=job["node"] or "(null)", cwd=job["cwd"],
                array=job["array"] or "", task="" if job["task"] is None else job["task"], exit=code))
        if requeue:
            job.update(state="PENDING", reason="BeginTime", exit="0:0", restarts=job["restarts"] + 1, start=None, end=None,
                       node="", ending=None, begin=now + state["settings"]["requeueDelay"])
        else:
            job.update(state=word, exit=code, end=now, reason=reason, ending=None)


def stamp(seconds, missing="N/A"):
    """A time as the daemons of the test cluster write it, in UTC."""
    return missing if seconds is None else time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def tick(state):
    """Starts what may start by now, forgets what is too old; returns the keys of jobs to be launched."""
    now = time.time()
    settings = state["settings"]
    running = sum(job["state"] in ("RUNNING", "COMPLETING") for job in state["jobs"].values())
    starting = []
    for key, job in state["jobs"].items():
        if job["state"] in FINAL and now - job["end"] > settings["minJobAge"]:
            job["old"] = True
        if job["state"] != "PENDING":
            continue
        job["reason"] = why_not(state, job, now, running)
        if not job["reason"]:
            job["reason"] = "None"
            start(state, job, now, running)
            running += 1
            if settings["run"]:
                starting.append(key)
    return starting


def why_not(state, job, now, running):
    """The reason for which a job can't start, or nothing."""
    if job["held"]:
        return "JobHeldUser"
    if job["begin"] > now:
        return "BeginTime"
    waits = dependency(state, job) or state["settings"]["block"]
    if waits:
        return waits
    if job["throttle"] and same_array(state, job, "RUNNING", "COMPLETING") >= job["throttle"]:
        return "JobArrayTaskLimit"
    return "Resources" if running >= state["settings"]["slots"] else ""


def same_array(state, job, *words):
    return sum(other["array"] == job["array"] and other["state"] in words for other in state["jobs"].values())


def dependency(state, job):
    kind, _, ids = job["options"].get("dependency", "").partition(":")
    others = state["jobs"].values()
    if kind == "singleton":
        before = [o for o in others if o["name"] == job["name"] and o["submit"] < job["submit"]]
    else:
        before = [o for o in others if str(o["array"] or o["raw"]) in ids.split(":")]
    if any(o["state"] not in FINAL for o in before):
        return "Dependency"
    wrong = {"afterok": lambda o: o["state"] != "COMPLETED", "afternotok": lambda o: o["state"] == "COMPLETED"}.get(kind)
    return "DependencyNeverSatisfied" if wrong and any(map(wrong, before)) else ""


def allowed(state, options):
    """The nodes that a job has not excluded, which it may only name one by one."""
    return [node for node in state["settings"]["nodes"] if node not in options.get("exclude", "").split(",")]


def start(state, job, now, running):
    nodes = allowed(state, job["options"])
    if job["array"] and same_array(state, job, "PENDING") > 1 and job["raw"] == job["array"]:
        job["raw"] = state["next"]  # the last task of an array keeps the array's own number
        state["next"] += 1
    job.update(state="RUNNING", start=now, node=nodes[running % len(nodes)])
