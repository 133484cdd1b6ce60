"""A scheduler that answers like PBS's programs and does what a test tells it: fake_pbs.py DIRECTORY PROGRAM ARGUMENTS.

Jobs really run, as processes of this machine, each under a shell as on a node of PBS. What it prints, and with which exit codes,
was recorded on OpenPBS 23.06.06. DIRECTORY holds state.json, scripts/ and calls.jsonl (one line for every command run).
"""
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import commands
import runner
from jobs import Store

PROGRAMS = {"qsub": commands.qsub, "qstat": commands.qstat, "qdel": commands.qdel, "qsig": commands.qsig,
            "qalter": commands.qalter, "qselect": commands.qselect}


def main():
    directory, program, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
    store = Store(directory)
    if program == "runner":
        return runner.run(store, arguments[0])
    if program == "control":
        return commands.control(store, arguments)
    if arguments == ["--version"]:
        print(store.read()["settings"]["version"])
        return None
    with open(store.path("calls.jsonl"), "a") as out:
        out.write(json.dumps({"program": program, "arguments": arguments}) + "\n")
    rule = scripted(store, program, arguments)
    if rule.get("hang") and not rule.get("accept", True):
        time.sleep(rule["hang"])
    code, out, err = answer(store, program, arguments) if rule.get("accept", True) else (0, "", "")
    if rule.get("hang") and rule.get("accept", True):
        time.sleep(rule["hang"])
    sys.stdout.write(rule.get("before", "") + rule.get("stdout", out) + rule.get("after", ""))
    sys.stderr.write(rule.get("stderr", err))
    sys.exit(rule.get("code", code))


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


def answer(store, program, arguments):
    try:
        return PROGRAMS[program](store, arguments)
    except commands.Refused as refused:
        return refused.code, "", "%s: %s\n" % (program, refused)


if __name__ == "__main__":
    main()
