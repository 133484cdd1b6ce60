"""squeue, sacct and sinfo of the fake scheduler. Times are local, as those of the real ones."""
import json
import re
import time

from options import duration, parse, spans
from store import FINAL

LETTERS = {"PENDING": "PD", "RUNNING": "R", "COMPLETED": "CD", "CANCELLED": "CA", "FAILED": "F", "TIMEOUT": "TO",
           "NODE_FAIL": "NF", "PREEMPTED": "PR", "BOOT_FAIL": "BF", "DEADLINE": "DL", "OUT_OF_MEMORY": "OOM",
           "COMPLETING": "CG", "CONFIGURING": "CF", "SUSPENDED": "S", "STOPPED": "ST", "REQUEUED": "RQ",
           "REQUEUE_HOLD": "RH", "SPECIAL_EXIT": "SE", "RESIZING": "RS", "SIGNALING": "SI", "STAGE_OUT": "SO",
           "REVOKED": "RV"}
TITLES = dict(i="JOBID", A="JOBID", F="ARRAY_JOB_ID", K="ARRAY_TASK_ID", T="STATE", t="ST", M="TIME", S="START_TIME",
              e="END_TIME", B="EXEC_HOST", k="COMMENT", r="REASON", R="NODELIST(REASON)", j="NAME", P="PARTITION", N="NODELIST",
              l="TIME_LIMIT", L="TIME_LEFT", u="USER", V="SUBMIT_TIME", Z="WORK_DIR", D="NODES", C="CPUS", Q="PRIORITY")
UNKNOWN = "slurm_load_jobs error: Invalid job id specified\n"
YEAR = 365 * 86400


def version(store):
    return store.read()["settings"]["version"]


def local(seconds):
    return "N/A" if seconds is None else time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(seconds))


def identity(job):
    return "%d_%d" % (job["array"], job["task"]) if job["array"] else str(job["raw"])


def visible(job):
    return not job.get("lost") and not job.get("old")


def matches(job, ids):
    """Whether one of 12, 12_3, 12_[1-3,5] names the job."""
    for wanted in ids:
        number, _, task = wanted.partition("_")
        if number not in (str(job["array"] or job["raw"]), str(job["raw"])):
            continue
        if not task or job["task"] is None or job["task"] in numbers(task):
            return True
    return False


def numbers(text):
    found = set()
    for part in re.sub(r"%\d+", "", text).strip("[]").split(","):
        first, _, last = part.partition("-")
        if first.isdigit():
            found |= set(range(int(first), int(last or first) + 1))
    return found


def split_ids(text):
    """12,13_[1,4] at the commas that stand outside of brackets."""
    return [part for part in re.split(r",(?![^\[]*\])", text) if part]


def word(job):
    return job.get("shown") or ("COMPLETING" if job.get("ending") else job["state"])


def reason(job):
    return job.get("shownReason") or job["reason"]


# ---- squeue ----

def squeue(store, arguments):
    options, _ = parse("squeue", arguments)
    if "version" in options:
        return 0, "slurm %s\n" % version(store), ""
    with store.locked() as state:
        jobs = [dict(job) for job in state["jobs"].values() if visible(job)]
        release = state["settings"]["version"]
    if "jobs" in options:
        ids = split_ids(options["jobs"])
        jobs = [job for job in jobs if matches(job, ids)]
        if not jobs and len(ids) == 1:
            return 1, "", UNKNOWN
    if "name" in options:
        jobs = [job for job in jobs if job["name"] in options["name"].split(",")]
    if "partition" in options:
        jobs = [job for job in jobs if job["partition"] in options["partition"].split(",")]
    jobs = [job for job in jobs if shown_with(word(job), options.get("states"))]
    if "json" in options:
        return 0, json.dumps(document(jobs, release), indent=2) + "\n", ""
    rows = [fields(job) for job in jobs]
    if "array" not in options:
        rows = collapsed(jobs, rows)
    form = options.get("format", "%.18i %.9P %.8j %.8u %.2t %.10M %.6D %R")
    head = [] if "noheader" in options else [TITLES]
    return 0, "".join(formatted(form, row) + "\n" for row in head + rows), ""


def shown_with(state, wanted):
    if wanted is None:
        return state not in FINAL
    words = [w.upper() for w in wanted.split(",")]
    return "ALL" in words or state in words or LETTERS.get(state) in words


def fields(job):
    now = time.time()
    ran = 0 if job["start"] is None else (job["end"] or now) - job["start"]
    limit = None if job["limit"] is None else job["limit"] * 60
    end = job["end"] or (job["start"] and job["start"] + (limit or YEAR))
    return dict(
        i=identity(job), A=str(job["raw"]), F=str(job["array"] or job["raw"]),
        K="N/A" if job["task"] is None else str(job["task"]), T=word(job), t=LETTERS.get(word(job), "?"), M=duration(ran),
        S=local(job["start"]), e=local(end), B=job["node"] or "n/a", k=job["options"].get("comment") or "(null)",
        r=reason(job), R=job["node"] or "(%s)" % reason(job), j=job["name"], P=job["partition"], N=job["node"],
        l="UNLIMITED" if limit is None else duration(limit), L="UNLIMITED" if limit is None else duration(limit - ran),
        u="root", x=job["options"].get("exclude", ""), V=local(job["submit"]), Z=job["cwd"], D="1", C=job["options"].get("cpus-per-task", "1"), Q="1")


def collapsed(jobs, rows):
    """Pending tasks of an array in one row, unless squeue is told -r."""
    out, seen = [], set()
    for job, row in zip(jobs, rows):
        if not job["array"] or word(job) != "PENDING":
            out.append(row)
        elif job["array"] not in seen:
            seen.add(job["array"])
            tasks = spans(o["task"] for o in jobs if o["array"] == job["array"] and word(o) == "PENDING")
            tasks += "%%%d" % job["throttle"] if job["throttle"] else ""
            out.append(dict(row, i="%d_[%s]" % (job["array"], tasks), K=tasks))
    return out


def formatted(form, row):
    """%[.][width]letter: a dot aligns to the right, a width cuts."""
    def one(match):
        right, width, letter = match.groups()
        text = row.get(letter, "")
        if not width:
            return text
        text = text[:int(width)]
        return text.rjust(int(width)) if right else text.ljust(int(width))
    return re.sub(r"%(\.)?(\d+)?([A-Za-z])", one, form)


def document(jobs, release):
    """The forms of --json: plain values in 22.05, from 23.11 on lists of flags and numbers that may be unset."""
    major, minor = (int(part) for part in release.split(".")[:2])
    plain = (major, minor) < (23, 11)

    def number(value):
        return value if plain else {"set": value is not None, "infinite": False, "number": value or 0}

    def seconds(value):
        return number(None if value is None else int(value)) if not plain else int(value or 0)

    def one(job):
        code, _, sign = job["exit"].partition(":")
        raw = int(code) << 8 | int(sign)
        return {
            "job_id": job["raw"], "array_job_id": number(job["array"] or 0), "array_task_id": number(job["task"]),
            "name": job["name"], "comment": job["options"].get("comment", ""), "partition": job["partition"],
            "job_state": word(job) if plain else [word(job)], "state_reason": reason(job), "restart_cnt": job["restarts"],
            "exit_code": raw if plain else {
                "status": ["SUCCESS" if raw == 0 else "SIGNALED" if int(sign) else "ERROR"],
                "return_code": number(int(code)), "signal": {"id": number(int(sign) or None), "name": ""}},
            "start_time": seconds(job["start"]), "end_time": seconds(job["end"]), "submit_time": seconds(job["submit"]),
            "time_limit": number(job["limit"]), "nodes": job["node"], "batch_host": job["node"],
            "current_working_directory": job["cwd"], "requeue": job["requeue"], "user_name": "root"}

    slurm = {"version": {"major": number(major) if plain else str(major)}, "release": release}
    return {"meta": {"Slurm" if plain else "slurm": slurm}, "errors": [], "jobs": [one(job) for job in jobs]}


# ---- sacct and sinfo ----

def sacct(store, arguments):
    options, _ = parse("sacct", arguments)
    if "version" in options:
        return 0, "slurm %s\n" % version(store), ""
    with store.locked() as state:
        jobs = list(state["jobs"].values())
        enabled = state["settings"]["accounting"]
    if not enabled:
        return 1, "", "Slurm accounting storage is disabled\n"
    if "jobs" in options:
        ids = split_ids(options["jobs"])
        jobs = [job for job in jobs if matches(job, ids)]
    if "name" in options:
        jobs = [job for job in jobs if job["name"] in options["name"].split(",")]
    columns = options.get("format", "JobID,JobName,Partition,State,ExitCode").split(",")
    lines = [] if "noheader" in options else ["|".join(columns)]
    for job in jobs:
        told = incarnations(job)
        for one in told if "duplicates" in options else told[-1:]:
            lines.append("|".join(accounted(job, one, column.partition("%")[0].lower()) for column in columns))
    return 0, "".join(line + "\n" for line in lines), ""


def incarnations(job):
    told = list(job["history"])
    if job["state"] not in FINAL or not told:
        told.append({name: job[name] for name in ("state", "exit", "start", "end", "node", "restarts")})
    if told[-1]["state"] == "CANCELLED":
        told[-1] = dict(told[-1], state="CANCELLED by 0")
    return told


def accounted(job, one, column):
    ran = 0 if one["start"] is None else (one["end"] or time.time()) - one["start"]
    return {
        "jobid": identity(job), "jobidraw": str(job["raw"]), "jobname": job["name"], "state": one["state"],
        "exitcode": one["exit"], "elapsed": duration(ran, padded=True), "elapsedraw": str(int(ran)),
        "start": local(one["start"]).replace("N/A", "Unknown"), "end": local(one["end"]).replace("N/A", "Unknown"),
        "submit": local(job["submit"]), "nodelist": one["node"] or "None assigned", "partition": job["partition"],
        "restarts": str(one["restarts"]), "comment": job["options"].get("comment", ""), "maxrss": "",
    }.get(column, "")


def sinfo(store, arguments):
    options, _ = parse("sinfo", arguments)
    if "version" in options:
        return 0, "slurm %s\n" % version(store), ""
    settings = store.read()["settings"]
    nodes = settings["nodes"]
    partitions = [p for p in settings["partitions"] if options.get("partition", p) == p]
    form = options.get("format", "%9P %5a %10l %6D %6t %N")
    titles = dict(P="PARTITION", a="AVAIL", l="TIMELIMIT", D="NODES", T="STATE", t="STATE", N="NODELIST", c="CPUS",
                  m="MEMORY", G="GRES", f="AVAIL_FEATURES")
    rows = [] if "noheader" in options else [titles]
    for partition in partitions:
        name = partition + ("*" if partition == settings["partitions"][0] else "")
        row = dict(P=name, R=partition, a="up", l="infinite", T="idle", t="idle", c="4", m="4000", G="gpu:fake:2", f="(null)")
        if "Node" in options:
            rows += [dict(row, D="1", N=node) for node in nodes]
        else:
            rows.append(dict(row, D=str(len(nodes)), N=",".join(nodes)))
    return 0, "".join(formatted(form, row) + "\n" for row in rows), ""
