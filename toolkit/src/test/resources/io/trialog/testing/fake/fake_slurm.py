"""A scheduler that answers like Slurm's programs and does what a test tells it: fake_slurm.py DIRECTORY PROGRAM ARGUMENTS.

Jobs really run, as processes of this machine. DIRECTORY holds all there is: state.json, scripts/, orders/, calls.jsonl
(one line for every command run), jobcomp.txt (one line for every end of an incarnation).
"""
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import commands
import control
import queries
import runner
from store import Store

PROGRAMS = {"sbatch": commands.sbatch, "scancel": commands.scancel, "scontrol": commands.scontrol,
            "squeue": queries.squeue, "sacct": queries.sacct, "sinfo": queries.sinfo}


def main():
    directory, program, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
    store = Store(directory)
    os.makedirs(store.path("scripts"), exist_ok=True)
    os.makedirs(store.path("orders"), exist_ok=True)
    if program == "runner":
        return runner.run(store, arguments[0])
    if program == "control":
        return control.run(store, arguments)
    with open(store.path("calls.jsonl"), "a") as out:
        out.write(json.dumps({"at": time.time(), "program": program, "arguments": arguments}) + "\n")
    rule = scripted(store, program, arguments)
    if rule.get("hang") and not rule.get("accept", True):
        time.sleep(rule["hang"])
    result = answer(store, program, arguments) if rule.get("accept", True) else (0, "", "")
    if rule.get("hang") and rule.get("accept", True):
        time.sleep(rule["hang"])
    code, out, err = overridden(result, rule)
    sys.stdout.write(out)
    sys.stderr.write(err)
    sys.exit(code)


def scripted(store, program, arguments):
    """The first answer that was scripted for such a command; it is used up by that."""
    with store.locked() as state:
        for rule in state["rules"]:
            if rule["program"] == program and re.search(rule.get("match", ""), " ".join(arguments)):
                rule["times"] = rule.get("times", 1) - 1
                if rule["times"] == 0:
                    state["rules"].remove(rule)
                return rule
    return {}


def overridden(result, rule):
    code, out, err = result
    out = rule.get("stdout", out)
    return (rule.get("code", code), rule.get("before", "") + out + rule.get("after", ""), rule.get("stderr", err))


def answer(store, program, arguments):
    try:
        return PROGRAMS[program](store, arguments)
    except SystemExit as refused:
        return (255 if program == "sbatch" else 1), "", "%s\n" % refused


if __name__ == "__main__":
    main()
