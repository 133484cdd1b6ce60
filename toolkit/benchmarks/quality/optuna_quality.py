"""Runs Optuna's default TPE on the frozen problems; appends to optuna.csv and skips what already stands there.

    TRIALOG_SHARED=... python optuna_quality.py [more-problems.json more-optuna.csv [WORKERS]]

A noisy problem is scored by the true value of the trial that looks best. Several workers take trials asynchronously in
simulated time, as in Workers.java: log-normal durations with a sigma of 0.5; a checkpoint counts told trials.
"""

import heapq
import math
import os
import random
import sys

import optuna

import problems


def suggest(trial, p):
    if p["type"] == "categorical":
        return trial.suggest_categorical(p["name"], p["choices"])
    if p["type"] == "int":
        return trial.suggest_int(p["name"], p["low"], p["high"], log=p.get("log", False))
    return trial.suggest_float(p["name"], p["low"], p["high"], step=p.get("step"), log=p.get("log", False))


def suggested(trial, problem):
    values = {}
    for p in problem["parameters"]:
        if problems.is_active(p, values):
            values[p["name"]] = suggest(trial, p)
    return [values.get(p["name"], problems.ABSENT) for p in problem["parameters"]]


def best_at(problem, objective, seed, trials, checkpoints, workers):
    draw, durations = random.Random(seed), random.Random("durations %d" % seed)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    seen, true, busy = [], [], []

    def ask(now):
        trial = study.ask()
        value = objective(suggested(trial, problem))
        heapq.heappush(busy, (now + math.exp(0.5 * durations.gauss(0, 1)), trial.number, trial, value))

    for _ in range(workers):
        ask(0)
    while len(seen) < trials:
        end, _, trial, value = heapq.heappop(busy)
        true.append(value)
        seen.append(value + problem.get("noise", 0) * draw.gauss(0, 1))
        study.tell(trial, seen[-1])
        ask(end)
    return [true[min(range(n), key=seen.__getitem__)] for n in checkpoints]


def main(frozen_file="problems.json", out_file="optuna.csv", workers="1"):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    frozen = problems.load(frozen_file)
    path = os.path.join(problems.HERE, out_file)
    done = set()
    if os.path.exists(path):
        with open(path) as file:
            done = {tuple(line.split(",")[:2]) for line in file}
    with open(path, "a") as out:
        if not done:
            out.write("problem,seed," + ",".join("best@%d" % n for n in frozen["checkpoints"]) + "\n")
        objectives = [(p, problems.objective(p)) for p in frozen["problems"]]
        for seed in frozen["seeds"]:
            for problem, objective in objectives:
                if (problem["name"], str(seed)) not in done:
                    best = best_at(problem, objective, seed, frozen["trials"], frozen["checkpoints"], int(workers))
                    out.write("%s,%d,%s\n" % (problem["name"], seed, ",".join(map(repr, best))))
                    out.flush()


if __name__ == "__main__":
    print("Optuna", optuna.__version__, file=sys.stderr)
    main(*sys.argv[1:])
