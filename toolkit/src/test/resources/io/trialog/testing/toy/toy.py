"""A small scheduler for tests, with commands, texts and exit codes of its own; nothing in it is like Slurm.

    toyadd --label L --name N --dir D --log F [--after ID,ID] [--check] < SCRIPT   prints "taken: toy-7"
    toyls                                                       prints a paragraph per job
    toysig SIGNAL ID                                            signals the script of a job that runs
    toyrm ID...                                                 ends jobs at once
    toylog ID                                                   how a job ended, also one that toyls no longer shows
    toyinfo                                                     the name of the cluster

Files steer it: "refuse" holds an exit code and a complaint for toyadd, "hang" lets toyadd hang once it has taken the job,
"forget" keeps ended jobs out of toyls, "full" keeps jobs from being started.
"""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time

NO_SUCH_JOB = 4
CLUSTER = "toyland"
NODE = "anvil"
LIFE = 3600

home = sys.argv[1]


def path(*parts):
    return os.path.join(home, *parts)


@contextlib.contextmanager
def locked():
    with open(path("lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read(name):
    try:
        with open(path("jobs", name)) as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def write(name, job):
    with open(path("new"), "w") as file:
        json.dump(job, file)
    os.replace(path("new"), path("jobs", name))


def jobs():
    names = sorted(os.listdir(path("jobs")), key=lambda name: int(name.split("-")[1]))
    return {name: read(name) for name in names}


def fail(code, text):
    print(text, file=sys.stderr)
    return code


def add(*words):
    options = dict(zip(words[::2], words[1::2]))
    script = sys.stdin.read()
    if os.path.exists(path("refuse")):
        code, text = open(path("refuse")).read().split(" ", 1)
        return fail(int(code), text)
    if "--check" in options:
        print("it would run on", NODE)
        return 0
    with locked():
        name = "toy-%d" % (len(os.listdir(path("jobs"))) + 1)
        with open(path("scripts", name), "w") as file:
            file.write(script)
        write(name, {"phase": "waiting", **{key[2:]: value for key, value in options.items()}})
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.Popen([sys.executable, "-SE", __file__, home, "run", name], start_new_session=True, **quiet)
    if os.path.exists(path("hang")):
        time.sleep(60)
    print("taken:", name)
    return 0


def may_start(job):
    after = [read(job_id) for job_id in job.get("after", "").split(",") if job_id]
    return not os.path.exists(path("full")) and all(other["phase"] == "ended" for other in after)


def start(name):
    """The process of the job, or None once it is not waiting any more; False as long as it has to wait."""
    with locked():
        job = read(name)
        if job["phase"] != "waiting":
            return None
        if not may_start(job):
            return False
        with open(os.path.join(job["dir"], job["log"].replace("%", name)), "a") as log:
            process = subprocess.Popen(
                ["sh", path("scripts", name)], cwd=job["dir"], env={**os.environ, "TOY_ID": name, "TOY_HOME": home},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        job.update(phase="running", on=NODE, pid=process.pid, until=int(time.time()) + LIFE)
        write(name, job)
        return process


def run(name):
    time.sleep(0.2)
    process = start(name)
    while process is False:
        time.sleep(0.1)
        process = start(name)
    if process is None:
        return 0
    code = process.wait()
    kill_all(name)
    with locked():
        job = read(name)
        if job["phase"] == "running":
            job.update(phase="ended", how="exit %d" % code if code >= 0 else "signal %d" % -code)
            write(name, job)
    return 0


def processes(name):
    """Those of a job of this cluster: another one on this machine may have a job of the same name."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/environ" % pid, "rb") as file:
                variables = file.read().split(b"\0")
            if all(text.encode() in variables for text in ("TOY_ID=%s" % name, "TOY_HOME=%s" % home)):
                yield int(pid)
        except OSError:
            pass


def kill_all(name):
    found = list(processes(name))
    while found:
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
        found = list(processes(name))


def remove(*names):
    code = 0
    for name in names:
        with locked():
            job = read(name)
            if job is not None and job["phase"] != "ended":
                job.update(phase="ended", how="removed")
                write(name, job)
        if job is None:
            code = fail(NO_SUCH_JOB, "who is %s?" % name)
        else:
            kill_all(name)
    return code


def send(number, name):
    job = read(name)
    if job is None:
        return fail(NO_SUCH_JOB, "who is %s?" % name)
    if job["phase"] == "running":
        with contextlib.suppress(ProcessLookupError):
            os.kill(job["pid"], getattr(signal, "SIG" + number))
    return 0


def show():
    print("Welcome to", CLUSTER)
    for name, job in jobs().items():
        if job["phase"] != "ended" or not os.path.exists(path("forget")):
            print("\n%s is %s" % (name, job["phase"]))
            for key in ("label", "on", "until", "after", "how"):
                if key in job:
                    print("   %s: %s" % (key, job[key]))
    return 0


def log(name):
    job = read(name)
    if job is None or job["phase"] != "ended":
        return fail(NO_SUCH_JOB, "nothing is known of %s" % name)
    print(job["how"])
    return 0


def info():
    print(CLUSTER)
    return 0


COMMANDS = {"toyadd": add, "toyls": show, "toyrm": remove, "toysig": send, "toylog": log, "toyinfo": info, "run": run}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[2]](*sys.argv[3:]))
