"""The programs of the fake PBS, which answer as those of OpenPBS 23.06.06 were seen to."""
import json
import os
import re
import signal
import sys
import time

import jobs
import runner
from jobs import SERVER, over

WITH_VALUE = set("NojekvlqAPpMmrWJaSCu")


class Refused(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


# ---- qsub ----

def qsub(store, arguments):
    script = sys.stdin.read()
    given = options(arguments)
    check(given)
    with store.locked() as state:
        settings = state["settings"]
        elements = count(given.get("J", [""])[-1], settings)
        living = sum(not over(job) for job in state["jobs"].values())
        if 0 <= settings["maxQueued"] < living + elements:
            raise Refused(38, "would exceed complex's per-user limit")
        number = state["next"]
        state["next"] += 1
        name = "%d[].%s" % (number, SERVER) if elements > 1 else "%d.%s" % (number, SERVER)
        with open(store.path("scripts", str(number)), "w") as out:
            out.write(script)
        for index in range(elements):
            key = name.replace("[]", "[%d]" % index)
            state["jobs"][key] = submitted(given, key, name if elements > 1 else "", index, str(number))
    return 0, name + "\n", ""


def options(arguments):
    given, words = {}, list(arguments)
    while words:
        word = words.pop(0)
        if word[0] != "-" or len(word) < 2:
            raise Refused(2, "script file:: No such file or directory")
        if word[1] in WITH_VALUE:
            given.setdefault(word[1], []).append(word[2:] or words.pop(0))
        else:
            given[word[1]] = [""]
    return given


def check(given):
    if not re.fullmatch(r"[A-Za-z0-9._+-]{1,230}", given.get("N", ["STDIN"])[-1]):
        raise Refused(2, "illegal -N value")
    if given.get("q", ["workq"])[-1] != "workq":
        raise Refused(170, "Unknown queue")
    if not -1024 <= int(given.get("p", ["0"])[-1]) <= 1023:
        raise Refused(2, "illegal -p value")
    plain = [part.partition("=")[0] for text in given.get("l", []) for part in text.split(",")]
    if "select" in plain and any(name in plain for name in ("ncpus", "mem")):
        raise Refused(5, '"-lresource=" cannot be used with "select" or "place", resource is: mem')
    if any(not re.fullmatch(r"(\d+:)?(\d+:)?\d+", limit) for limit in limits(given)):
        raise Refused(166, "Illegal attribute or resource value Resource_List.walltime")


def limits(given):
    return [part[9:] for text in given.get("l", []) for part in text.split(",") if part.startswith("walltime=")]


def count(text, settings):
    if not text:
        return 1
    match = re.fullmatch(r"0-(\d+)", text)
    if not match or match.group(1) == "0":
        raise Refused(2, "illegal -J value")
    if int(match.group(1)) >= settings["maxArraySize"]:
        raise Refused(3, "Array job exceeds server or queue size limit")
    return int(match.group(1)) + 1


def submitted(given, key, array, index, script):
    select = [text[7:] for text in given.get("l", []) if text.startswith("select=")]
    cpus = int(re.search(r"ncpus=(\d+)", (select or ["1:ncpus=1"])[0]).group(1))
    depend = [text[7:] for text in given.get("W", []) if text.startswith("depend=")]
    seconds = 0
    for part in (limits(given) or [""])[0].split(":"):
        seconds = seconds * 60 + int(part or 0)
    variables = dict(part.split("=", 1) for part in re.split(r"(?<!\\),", given.get("v", [""])[-1]) if part)
    return {"id": key, "array": array, "index": index, "script": script, "name": given.get("N", ["STDIN"])[-1],
            "log": given.get("o", ["/dev/null"])[-1], "select": select, "walltime": seconds,
            "variables": {name: value.replace("\\,", ",") for name, value in variables.items()},
            "depend": (depend or [""])[0], "state": "H" if "h" in given or depend else "Q", "substate": 10,
            "holds": "u" if "h" in given else "s" if depend else "n",
            "never": "Insufficient amount of resource: ncpus (R: %d A: 8 T: 8)" % cpus if cpus > 8 else "",
            "comment": "", "exit": None, "start": None, "runs": 0, "session": None, "ending": None, "shown": {}}


# ---- qstat, qselect ----

def qstat(store, arguments):
    with store.locked():
        pass  # what can start by now has started
    state = store.read()
    if "-B" in arguments:
        return 0, json.dumps({"Server": {SERVER: server(state)}}), ""
    if "-Q" in arguments:
        queue = {"queue_type": "Execution", "total_jobs": len(state["jobs"]), "enabled": "True", "started": "True"}
        return 0, json.dumps({"Queue": {"workq": queue}}), ""
    ids = [word for word in arguments if word[0].isdigit()]
    shown, errors, code = {}, "", 0
    for one in ids or list(state["jobs"]):
        chosen = matching(state, one)
        if not chosen:
            errors, code = errors + "qstat: Unknown Job Id %s\n" % one, 153
        elif "-x" not in arguments and all(over(job) for job in chosen):
            errors, code = errors + ("qstat: %s Job has finished, use -x or -H to obtain historical job information\n" % one), 35
        else:
            shown.update((job["id"], attributes(job)) for job in chosen)
            if one.endswith("[]." + SERVER):
                shown[one] = parent(one, chosen)
    return code, json.dumps({"timestamp": int(time.time()), "pbs_version": "23.06.06", "pbs_server": SERVER, "Jobs": shown}), errors


def server(state):
    settings = state["settings"]
    return {"server_state": "Active", "pbs_version": "23.06.06", "default_queue": "workq", "scheduling": "True",
            "max_array_size": settings["maxArraySize"], "job_history_enable": str(settings["history"])}


def matching(state, one):
    one = one if "." in one else one + "." + SERVER
    return [job for job in state["jobs"].values() if one in (job["id"], job["array"])]


def attributes(job):
    text = {"Job_Name": job["name"], "Job_Owner": "tester@pbs1", "job_state": job["state"], "substate": job["substate"],
            "queue": "workq", "comment": job["comment"], "Hold_Types": job["holds"] if job["state"] == "H" else "n",
            "Variable_List": job["variables"], "Resource_List": {"select": "".join(job["select"])}}
    if job["walltime"]:
        minutes, seconds = divmod(job["walltime"], 60)
        text["Resource_List"]["walltime"] = "%02d:%02d:%02d" % (minutes // 60, minutes % 60, seconds)
    if job["depend"]:
        kind, _, ids = job["depend"].partition(":")
        text["depend"] = kind + ":" + ":".join(one + "@" + SERVER for one in ids.split(":"))
    if job["runs"]:
        text["run_count"] = job["runs"]
        text["exec_host"] = "n1/0"
    if job["start"]:
        text["stime"] = time.strftime("%a %b %d %H:%M:%S %Y", time.gmtime(job["start"]))
    if job["exit"] is not None:
        text["Exit_status"] = job["exit"]
    text.update(job["shown"])
    return text


def parent(key, elements):
    done = all(over(job) for job in elements)
    return dict(attributes(elements[0]), job_state="F" if done else "B", array="True", Job_Name=elements[0]["name"])


def qselect(store, arguments):
    with store.locked():
        pass
    given = {}
    words = list(arguments)
    history = "-x" in words
    while words:
        word = words.pop(0)
        if word in ("-u", "-N", "-s"):
            given[word[1]] = words.pop(0)
    found = []
    for job in store.read()["jobs"].values():
        if (history or not over(job)) and given.get("N", job["name"]) == job["name"]:
            key = job["array"] or job["id"]
            if key not in found:
                found.append(key)
    return 0, "".join(key + "\n" for key in found), ""


# ---- qdel, qsig, qalter ----

def qdel(store, arguments):
    return each(store, arguments, "qdel", delete)


def delete(state, job, _):
    if over(job):
        raise Refused(35, "Job has finished " + job["id"])
    if job["state"] == "R":
        job["ending"] = "deleted"
    elif job["array"]:
        jobs.finish(state, job["id"], 1 if any(o["runs"] for o in state["jobs"].values() if o["array"] == job["array"]) else None, 70)
        job["comment"] = "Subjob finished"
    else:
        jobs.finish(state, job["id"], None, 91)


def qsig(store, arguments):
    name = arguments[arguments.index("-s") + 1]
    return each(store, [word for word in arguments if word[0].isdigit()], "qsig", send, name)


def send(_, job, name):
    if over(job):
        raise Refused(35, "Job has finished")
    if job["state"] != "R":
        raise Refused(168, "Request invalid for state of job " + job["id"])
    if job["session"]:
        os.killpg(job["session"], getattr(signal, "SIG" + name.replace("SIG", "")))


def each(store, ids, program, action, argument=None):
    """What fails with one job is done with the others all the same."""
    code, errors = 0, ""
    with store.locked() as state:
        for one in ids:
            chosen = matching(state, one)
            if not chosen:
                code, errors = 153, errors + "%s: Unknown Job Id %s\n" % (program, one)
            for job in chosen:
                try:
                    if len(chosen) == 1 or not over(job):
                        action(state, job, argument)
                except Refused as refused:
                    code, errors = refused.code, errors + "%s: %s\n" % (program, refused)
    return code, "", errors


def qalter(store, arguments):
    return each(store, [word for word in arguments if word[0].isdigit()], "qalter", lambda state, job, _: None)


# ---- what a test says ----

def control(store, words):
    with store.locked() as state:
        if words[0] == "set":
            state["settings"][words[1]] = json.loads(words[2])
        elif words[0] == "rule":
            state["rules"].append(json.loads(words[1]))
        elif words[0] == "show":
            state["jobs"][words[1]]["shown"] = json.loads(words[2])
        elif words[0] == "forget":
            del state["jobs"][words[1]]
        elif words[0] == "rerun":
            state["jobs"][words[1]]["ending"] = "rerun"
        elif words[0] == "close":
            state["settings"]["run"] = False
            for key in list(state["jobs"]):
                runner.slay(store, key)
            state["jobs"].clear()
