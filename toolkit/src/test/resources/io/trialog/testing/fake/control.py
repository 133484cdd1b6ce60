"""What a test tells the fake scheduler to do; the words of FakeSlurm.java."""
import json
import os
import signal

from runner import members
from store import FINAL


def run(store, words):
    action, rest = words[0], words[1:]
    if action == "close":
        return close(store)
    with store.locked() as state:
        ACTIONS[action](store, state, *rest)


def close(store):
    """Ends all runners and jobs; nothing starts any more."""
    with store.locked() as state:
        state["settings"]["block"] = "Closed"
        keys = list(state["jobs"])
    wanted = {os.fsencode(store.directory)}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/cmdline" % name, "rb") as file:
                words = file.read().split(b"\0")
            if b"runner" in words and wanted & set(words):
                os.kill(int(name), signal.SIGKILL)
        except OSError:
            pass
    for key in keys:
        leader = state["jobs"][key].get("leader")
        for pid in members("%s:%s" % (store.directory, key), leader):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


def setting(store, state, name, value):
    if name not in state["settings"]:
        raise SystemExit("no setting " + name)
    state["settings"][name] = json.loads(value)


def rule(store, state, text):
    state["rules"].append(json.loads(text))


def lose(store, state, key):
    state["jobs"][key]["lost"] = True


def find(store, state, key):
    state["jobs"][key]["lost"] = False


def show(store, state, key, word, reason=None):
    """Another state than the true one is shown, until the word is -."""
    state["jobs"][key].update(shown=None if word == "-" else word, shownReason=reason)


def end(store, state, key, word, code, then="", grace="0"):
    """The job's processes are killed and it ends like that, or is requeued; a pending one ends without having run."""
    job = state["jobs"][key]
    if job["state"] in FINAL:
        raise SystemExit("job %s has ended already" % key)
    if job["state"] == "PENDING" or not state["settings"]["run"]:
        store.ended(state, key, word, code, requeue=then == "requeue")
        return
    job["ending"] = word
    store.order(key, state=word, exit=code, grace=float(grace), requeue=then == "requeue")


ACTIONS = {"set": setting, "rule": rule, "lose": lose, "find": find, "show": show, "end": end}
