"""Runs one job of the fake PBS under a login shell of its own, as a node does, and notes how it ended."""
import os
import signal
import subprocess
import time

import jobs

POLL = 0.03


def run(store, key):
    with store.locked() as state:
        job = dict(state["jobs"][key])
        settings = dict(state["settings"])
    log = open(job["log"].replace("^array_index^", str(job["index"])), "ab")
    # The shell waits for the script, and dies of a TERM although the script would not.
    process = subprocess.Popen(["/bin/bash", "-c", '/bin/sh "$0"; exit $?', store.path("scripts", job["script"])], cwd="/",
                               env=environment(store, job), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                               start_new_session=True)
    with store.locked() as state:
        state["jobs"][key]["session"] = process.pid
    walltime = job["walltime"] and job["start"] + job["walltime"] * settings["second"]
    ending = watch(store, key, process, walltime, settings)
    slay(store, key)
    code = process.wait()
    with store.locked() as state:
        if key not in state["jobs"]:
            return
        if ending == "rerun":
            state["jobs"][key].update(state="Q", substate=10)
            return
        status = code if code >= 0 else 256 - code
        if ending == "walltime":
            jobs.finish(state, key, -29, 93, " and exceeded resource walltime")
        elif ending == "deleted":
            jobs.finish(state, key, status, 91, " and terminated by tester@pbs1")
        else:
            jobs.finish(state, key, status, 92 if status == 0 else 93, " and finished" if status == 0 else " and failed")


def environment(store, job):
    """Nothing is handed down but what qsub was told by -v."""
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PBS_JOBID": job["id"], "PBS_JOBNAME": job["name"],
           "PBS_ENVIRONMENT": "PBS_BATCH", "NCPUS": "1", "PBS_NODEFILE": store.path("nodes"), "PBS_FAKE_JOB": mark(store, job["id"])}
    with open(store.path("nodes"), "w") as out:
        out.write("n1\n")
    env.update(job["variables"])
    if job["array"]:
        env.update(PBS_ARRAY_INDEX=str(job["index"]), PBS_ARRAY_ID=job["array"])
    return env


def mark(store, key):
    return "%s:%s" % (store.directory, key)


def watch(store, key, process, walltime, settings):
    """Waits for the end of the shell or for an order; returns what ended it."""
    ending, killing = None, None
    while process.poll() is None:
        now = time.time()
        if ending is None:
            ending = store.read()["jobs"].get(key, {"ending": "deleted"})["ending"]
            if ending is None and walltime and now >= walltime:
                ending = "walltime"
            if ending is not None:
                killing = now + settings["killDelay"]
                if ending == "rerun":
                    return ending
                os.killpg(process.pid, signal.SIGTERM)
        elif now >= killing:
            return ending
        time.sleep(POLL)
    return ending


def slay(store, key):
    """Ends all processes of a job, wherever they went."""
    wanted = ("PBS_FAKE_JOB=" + mark(store, key)).encode()
    for _ in range(3):
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open("/proc/%s/environ" % pid, "rb") as file:
                    if wanted in file.read().split(b"\0"):
                        os.kill(int(pid), signal.SIGKILL)
            except OSError:
                pass  # over, or somebody else's
        time.sleep(0.01)
