"""Runs one incarnation of a job of the fake scheduler and notes how it ended."""
import json
import os
import signal
import subprocess
import time


POLL = 0.03


def run(store, key):
    with store.locked() as state:
        job = dict(state["jobs"][key])
        settings = dict(state["settings"])
    mark = "%s:%s" % (store.directory, key)
    try:
        process = launch(store, job, key, mark)
    except OSError:  # no such directory for its output: no log, and a code that says so
        return finish(store, key, "FAILED", "0:53", "NonZeroExitCode")
    with store.locked() as state:
        state["jobs"][key]["leader"] = process.pid
    ending = watch(store, key, process, mark, deadlines(job, settings), settings)
    kill(mark, process.pid, signal.SIGKILL)
    code = process.wait()
    if ending:
        finish(store, key, ending["state"], ending["exit"], ending.get("reason", "None"), ending.get("requeue", False))
    elif code == 0:
        finish(store, key, "COMPLETED", "0:0", "None")
    elif code > 0:
        finish(store, key, "FAILED", "%d:0" % code, "NonZeroExitCode")
    else:
        finish(store, key, "FAILED", "0:%d" % -code, "JobLaunchFailure" if code == -9 else "NonZeroExitCode")


def finish(store, key, word, code, reason, requeue=False):
    with store.locked() as state:
        try:
            os.remove(store.path("orders", key))
        except FileNotFoundError:
            pass
        store.ended(state, key, word, code, reason, requeue)


def launch(store, job, key, mark):
    options = job["options"]
    mode = "ab" if options.get("open-mode", "truncate").startswith("a") else "wb"
    out = open(pattern(options.get("output", "slurm-%A_%a.out" if job["array"] else "slurm-%j.out"), job), mode)
    err = open(pattern(options["error"], job), mode) if "error" in options else subprocess.STDOUT
    script = store.path("scripts", key)
    return subprocess.Popen([script], cwd=job["cwd"], env=environment(store, job, mark), stdin=subprocess.DEVNULL,
                            stdout=out, stderr=err, start_new_session=True)


def pattern(text, job):
    words = {"%": "%", "j": str(job["raw"]), "A": str(job["array"] or job["raw"]), "N": job["node"], "x": job["name"],
             "a": "4294967294" if job["task"] is None else str(job["task"]), "u": "root", "t": "0"}
    parts = text.split("%")
    out, i = parts[0], 1
    while i < len(parts):
        if parts[i] == "":
            out += "%" + (parts[i + 1] if i + 1 < len(parts) else "")
            i += 2
        else:
            out += words.get(parts[i][0], "%" + parts[i][0]) + parts[i][1:]
            i += 1
    return os.path.join(job["cwd"], out)


def environment(store, job, mark):
    env = dict(job["env"])
    array = job["array"]
    env.update({
        "TRIALOG_FAKE_JOB": mark, "SLURM_JOB_ID": str(job["raw"]), "SLURM_JOBID": str(job["raw"]),
        "SLURM_JOB_NAME": job["name"], "SLURM_JOB_NODELIST": job["node"], "SLURM_JOB_PARTITION": job["partition"],
        "SLURM_JOB_NUM_NODES": "1", "SLURM_NNODES": "1", "SLURM_NODELIST": job["node"], "SLURMD_NODENAME": job["node"],
        "SLURM_SUBMIT_DIR": job["cwd"], "SLURM_PROCID": "0", "SLURM_LOCALID": "0", "SLURM_NODEID": "0",
        "SLURM_CPUS_ON_NODE": job["options"].get("cpus-per-task", "1"), "SLURM_CLUSTER_NAME": "fake"})
    if array:
        env.update({"SLURM_ARRAY_JOB_ID": str(array), "SLURM_ARRAY_TASK_ID": str(job["task"]),
                    "SLURM_ARRAY_TASK_COUNT": str(job["tasks"])})
    if job["restarts"]:
        env["SLURM_RESTART_COUNT"] = str(job["restarts"])
    return env


def deadlines(job, settings):
    """When the time limit is reached, and what signal comes before it: (limit, number, when)."""
    minutes = job["limit"]
    if not minutes:
        return None, None, None
    limit = job["start"] + minutes * settings["minute"]
    name, _, before = job["options"].get("signal", "").rpartition("@")
    if not name:
        return limit, None, None
    return limit, number(name.split(":")[-1]), limit - int(before) * settings["minute"] / 60


def number(name):
    name = name.upper()
    return int(name) if name.isdigit() else getattr(signal, name if name.startswith("SIG") else "SIG" + name)


def watch(store, key, process, mark, times, settings):
    """Waits for the end of the script or for an order; returns the order that ended it, if one did."""
    limit, warning, when = times
    ending, killing = None, None
    while process.poll() is None:
        now = time.time()
        if warning and now >= when:
            os.kill(process.pid, warning)
            warning = None
        if ending is None:
            ending = order(store, key)
            if ending is None and limit and now >= limit:
                ending = {"state": "TIMEOUT", "exit": "0:0", "reason": "TimeLimit"}
            if ending is not None:
                killing = now + ending.get("grace", settings["killWait"])
                kill(mark, process.pid, signal.SIGCONT)
                kill(mark, process.pid, signal.SIGTERM)
        elif now >= killing:
            kill(mark, process.pid, signal.SIGKILL)
        time.sleep(POLL)
    return ending or order(store, key)


def order(store, key):
    try:
        with open(store.path("orders", key)) as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def kill(mark, leader, number_):
    """Signals all processes of a job: those of its session, and those that carry its mark elsewhere."""
    for pid in members(mark, leader):
        try:
            os.kill(pid, number_)
        except ProcessLookupError:
            pass


def members(mark, leader):
    wanted = b"TRIALOG_FAKE_JOB=" + mark.encode()
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/environ" % name, "rb") as file:
                marked = wanted in file.read().split(b"\0")
            if marked or leader and os.getsid(int(name)) == leader:
                found.append(int(name))
        except OSError:
            pass
    return found


