"""sbatch, scancel and scontrol of the fake scheduler."""
import os
import sys
import time

from options import directives, duration, indices, minutes_of, parse, spans
from queries import UNKNOWN, identity, local, matches, reason, split_ids, visible, word
from runner import kill, number, pattern
from store import FINAL, allowed

FAILED = "sbatch: error: Batch job submission failed: "
POLICY = ("sbatch: error: QOSMaxSubmitJobPerUserLimit\n" + FAILED
          + "Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)\n")
NO_SHEBANG = ("sbatch: error: This does not look like a batch script.  The first\n"
              "sbatch: error: line must start with #! followed by the path to an interpreter.\n"
              "sbatch: error: For instance: #!/bin/sh\n")


# ---- sbatch ----

def sbatch(store, arguments):
    given, rest = parse("sbatch", arguments)
    if "version" in given:
        return 0, "slurm %s\n" % store.read()["settings"]["version"], ""
    script = text_of(given, rest)
    if not script.strip():
        return 1, "", "sbatch: error: Batch script is empty!\n"
    if not script.startswith("#!"):
        return 1, "", NO_SHEBANG
    options = dict(parse("sbatch", directives(script))[0], **given)
    try:
        limit = minutes_of(options.get("time"))
    except ValueError:
        return 255, "", "sbatch: error: Invalid --time specification\n"
    with store.locked() as state:
        tasks, refused = admitted(state, options)
        if refused:
            return 1, "", refused
        first = state["next"]
        state["next"] += 1
        if "test-only" in options:
            return 0, "", "sbatch: Job %d to start at %s using 1 processors on nodes n1 in partition %s\n" % (
                first, local(time.time()), options.get("partition", state["settings"]["partitions"][0]))
        enqueue(store, state, first, tasks, options, script, limit, rest)
    return 0, ("%d\n" if "parsable" in options else "Submitted batch job %d\n") % first, ""


def text_of(options, rest):
    if "wrap" in options:
        return "#!/bin/sh\n%s\n" % options["wrap"]
    if rest:
        with open(rest[0]) as file:
            return file.read()
    return sys.stdin.read()


def admitted(state, options):
    """The indices of the job's tasks (one None if it is no array) and, if it is refused, what is said then."""
    settings = state["settings"]
    partition = options.get("partition", settings["partitions"][0])
    if partition not in settings["partitions"]:
        return [], ("sbatch: error: invalid partition specified: %s\n%sInvalid partition name specified\n"
                    % (partition, FAILED))
    tasks = [None]
    if "array" in options:
        try:
            tasks = indices(options["array"])[0]
        except ValueError:
            tasks = [settings["maxArraySize"]]
        if max(tasks) >= settings["maxArraySize"]:
            return [], FAILED + "Invalid job array specification\n"
    if not allowed(state, options):
        return [], FAILED + "Requested node configuration is not available\n"
    queued = sum(job["state"] not in FINAL for job in state["jobs"].values())
    if 0 <= settings["maxSubmit"] < queued + len(tasks):
        return [], POLICY
    return tasks, ""


def enqueue(store, state, first, tasks, options, script, limit, rest):
    array = first if "array" in options else 0
    name = os.path.basename(rest[0]) if rest else "sbatch"
    job = {
        "raw": first, "array": array, "task": None, "tasks": len(tasks), "throttle": 0,
        "name": options.get("job-name", name), "partition": options.get("partition", state["settings"]["partitions"][0]),
        "options": options, "cwd": os.path.abspath(options.get("chdir", os.getcwd())), "env": exported(options),
        "limit": limit, "held": "hold" in options, "requeue": "no-requeue" not in options, "state": "PENDING",
        "reason": "None", "submit": time.time(), "begin": 0, "start": None, "end": None, "exit": "0:0", "node": "",
        "restarts": 0, "history": [], "ending": None}
    for task in tasks:
        key = "%d_%d" % (first, task) if array else str(first)
        state["jobs"][key] = dict(job, task=task, history=[], throttle=indices(options["array"])[1] if array else 0)
        with open(store.path("scripts", key), "w") as out:
            out.write(script)
        os.chmod(store.path("scripts", key), 0o700)


def exported(options):
    wanted = options.get("export", "ALL").split(",")
    env = dict(os.environ) if "ALL" in wanted else {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "USER", "LANG", "SHELL") or name in wanted}
    env.update(part.split("=", 1) for part in wanted if "=" in part)
    if wanted == ["NONE"]:
        env["SLURM_EXPORT_ENV"] = "NONE"
    return env


# ---- scancel ----

def scancel(store, arguments):
    options, ids = parse("scancel", arguments)
    ids = [part for text in ids for part in split_ids(text)]
    code, errors = 0, ""
    with store.locked() as state:
        chosen = {key: job for key, job in state["jobs"].items() if matches(job, ids) and not job.get("old")}
        if not ids:
            chosen = {key: job for key, job in state["jobs"].items() if options.get("name", job["name"]) == job["name"]}
        chosen = {key: job for key, job in chosen.items() if options.get("state", job["state"]) == job["state"]}
        if "signal" in options and options["signal"].upper() not in ("KILL", "SIGKILL", "9"):
            for one in ids:
                if not any(matches(job, [one]) for job in chosen.values()):
                    code, errors = 1, errors + "scancel: error: Kill job error on job id %s: Invalid job id specified\n" % one
            for key, job in chosen.items():
                if job["state"] != "RUNNING":
                    code, errors = 1, errors + ("scancel: error: Kill job error on job id %s: "
                                                "Job/step already completing or completed\n" % identity(job))
                else:
                    send(store, key, job, options)
            return code, "", errors
        for key, job in chosen.items():
            cancel(store, state, key, job)
    return 0, "", ""


def send(store, key, job, options):
    """To the batch shell with -b, to everything with -f; otherwise to steps only, of which there are none here."""
    sign = number(options["signal"])
    if "full" in options:
        kill("%s:%s" % (store.directory, key), job.get("leader"), sign)
    elif "batch" in options and job.get("leader"):
        os.kill(job["leader"], sign)


def cancel(store, state, key, job):
    if job["state"] == "PENDING" or job["state"] == "RUNNING" and not state["settings"]["run"]:
        store.ended(state, key, "CANCELLED", "0:0")
    elif job["state"] == "RUNNING" and not job["ending"]:
        job["ending"] = "CANCELLED"
        store.order(key, state="CANCELLED", exit="0:0")


# ---- scontrol ----

def scontrol(store, arguments):
    options, words = parse("scontrol", arguments)
    if "version" in options or words[:1] == ["version"]:
        return 0, "slurm %s\n" % store.read()["settings"]["version"], ""
    if words[:1] == ["show"]:
        return show(store, "oneliner" in options, words[1].lower(), words[2:])
    if words[:1] == ["ping"]:
        return 0, "Slurmctld(primary) at fake is UP\n", ""
    if words[:1] == ["update"]:
        settings = {name.lower(): value for name, _, value in (part.partition("=") for part in words[1:])}
        return change(store, settings.get("jobid", settings.get("job", "")), lambda key, job: updated(job, settings))
    actions = {"hold": hold, "uhold": hold, "release": release, "requeue": None, "requeuehold": None}
    if words and words[0] in actions and len(words) > 1:
        return change_all(store, words[0], [part for text in words[1:] for part in split_ids(text)], actions[words[0]])
    return 1, "", "invalid keyword: %s\n" % " ".join(words)


def change_all(store, what, ids, action):
    results = []
    for one in ids:
        if action is None:
            results.append(requeue(store, one, what == "requeuehold"))
        else:
            code, out, err = change(store, one, action)
            results.append((code, out, err + ("slurm_suspend error: Invalid job id specified\n" if "Invalid" in err else "")))
    return max(r[0] for r in results), "".join(r[1] for r in results), "".join(r[2] for r in results)


def change(store, one, action):
    """Changes the jobs of an id. Of an array with finished tasks Slurm says so and returns 1, although it worked."""
    with store.locked() as state:
        chosen = {key: job for key, job in state["jobs"].items() if matches(job, [one]) and not job.get("old")}
        if not chosen:
            return 1, "", "Invalid job id specified for job %s\n" % one
        done = [job for job in chosen.values() if job["state"] in FINAL]
        for key, job in chosen.items():
            if job["state"] not in FINAL:
                action(key, job)
        if not done:
            return 0, "", ""
        if not done[0]["array"]:
            return 1, "", "Job has already finished for job %s\n" % one
        live = [job["task"] for job in chosen.values() if job["state"] not in FINAL]
        told = "%s_%s: Job has already finished\n" % (one, spans(job["task"] for job in done))
        return 1, "", told + ("%s_%s: No error\n" % (one, spans(live)) if live else "")


def updated(job, settings):
    if "arraytaskthrottle" in settings:
        job["throttle"] = int(settings["arraytaskthrottle"])
    if "timelimit" in settings:
        job["limit"] = minutes_of(settings["timelimit"])
    for name, option in (("comment", "comment"), ("excnodelist", "exclude"), ("jobname", "job-name"), ("nice", "nice")):
        if name in settings:
            job["options"] = dict(job["options"], **{option: settings[name]})
            job["name"] = settings[name] if name == "jobname" else job["name"]


def hold(key, job):
    job["held"] = True
    job["shownReason"] = "JobHeldAdmin"


def release(key, job):
    job.update(held=False, shownReason=None)


def requeue(store, one, held):
    with store.locked() as state:
        chosen = {key: job for key, job in state["jobs"].items() if matches(job, [one]) and not job.get("old")}
        if not chosen:
            return 1, "", "Invalid job id specified for job %s\n" % one
        for key, job in chosen.items():
            job["held"] = held
            if not job["requeue"]:
                return 1, "", "Requested operation is presently disabled for job %s\n" % one
            if job["state"] == "RUNNING" and state["settings"]["run"]:
                job["ending"] = "REQUEUED"
                store.order(key, state="CANCELLED", exit="0:0", requeue=True, grace=0)
            elif job["state"] != "PENDING":
                job["history"] = job["history"][:-1] if job["state"] in FINAL else job["history"]
                store.ended(state, key, job["state"] if job["state"] in FINAL else "CANCELLED", job["exit"], requeue=True)
    return 0, "", ""


def show(store, oneline, what, words):
    settings = store.read()["settings"]
    if what == "config":
        names = {"MaxArraySize": settings["maxArraySize"], "MinJobAge": "%s sec" % settings["minJobAge"],
                 "KillWait": "%s sec" % settings["killWait"], "MessageTimeout": "10 sec", "MaxJobCount": 10000,
                 "SLURM_VERSION": settings["version"]}
        return 0, "".join("%-23s = %s\n" % pair for pair in names.items()), ""
    if what.startswith("partition"):
        wanted = words or settings["partitions"]
        if any(name not in settings["partitions"] for name in wanted):
            return 1, "", "Partition %s not found\n" % wanted[0]
        return 0, "".join("PartitionName=%s Default=%s MaxTime=UNLIMITED Nodes=%s State=UP TotalNodes=%d\n" % (
            name, "YES" if name == settings["partitions"][0] else "NO", ",".join(settings["nodes"]),
            len(settings["nodes"])) for name in wanted), ""
    with store.locked() as state:
        chosen = [job for job in state["jobs"].values() if visible(job) and (not words or matches(job, words))]
    if not chosen and words:
        return 1, "", UNKNOWN
    return 0, "".join(record(job, " " if oneline else "\n   ") for job in chosen), ""


def record(job, between):
    now = time.time()
    ran = 0 if job["start"] is None else (job["end"] or now) - job["start"]
    array = [("ArrayJobId", job["array"]), ("ArrayTaskId", job["task"])] if job["array"] else []
    if job["throttle"]:
        array.append(("ArrayTaskThrottle", job["throttle"]))
    out = pattern(job["options"].get("output", "slurm-%j.out"), job)
    comment = [("Comment", job["options"]["comment"])] if "comment" in job["options"] else []
    pairs = [("JobId", job["raw"])] + array + [
        ("JobName", job["name"]), ("UserId", "root(0)"), ("JobState", word(job)), ("Reason", reason(job)),
        ("Dependency", job["options"].get("dependency", "(null)")), ("Requeue", int(job["requeue"])),
        ("Restarts", job["restarts"]), ("BatchFlag", 1), ("ExitCode", job["exit"]),
        ("RunTime", duration(ran, padded=True)),
        ("TimeLimit", "UNLIMITED" if job["limit"] is None else duration(job["limit"] * 60, padded=True)),
        ("SubmitTime", local(job["submit"])), ("StartTime", local(job["start"]).replace("N/A", "Unknown")),
        ("EndTime", local(job["end"]).replace("N/A", "Unknown")), ("Partition", job["partition"]),
        ("NodeList", job["node"]), ("BatchHost", job["node"]), ("Command", "(null)"), ("WorkDir", job["cwd"])] + comment + [
        ("StdErr", pattern(job["options"]["error"], job) if "error" in job["options"] else out), ("StdOut", out)]
    return between.join("%s=%s" % pair for pair in pairs) + ("\n" if between == " " else "\n\n")
