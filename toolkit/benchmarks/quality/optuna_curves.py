"""Runs Optuna's defaults, TPE and the median pruner, on the recorded learning curves of problems.json; appends to optuna-curves.csv.

    TRIALOG_SHARED=... python optuna_curves.py

As CurvesBenchmark.java: a trial reports each step, a checkpoint n means the steps of n whole trials, and a curve that diverges fails.
"""

import math
import os
import sys

import optuna

import problems
from optuna_quality import suggested


def best_at(problem, runs, seed, checkpoints):
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed), pruner=optuna.pruners.MedianPruner())
    bests, steps, budget = [math.inf] * len(checkpoints), 0, 1
    while steps < budget:
        trial = study.ask()
        curve = runs.curve(suggested(trial, problem))
        state = optuna.trial.TrialState.COMPLETE if math.isfinite(curve[-1]) else optuna.trial.TrialState.FAIL
        for step, value in enumerate(curve):
            steps += 1
            trial.report(value, step)
            if trial.should_prune():
                state = optuna.trial.TrialState.PRUNED
                break
        complete = state == optuna.trial.TrialState.COMPLETE
        study.tell(trial, curve[-1] if complete else None, state)
        for i, n in enumerate(checkpoints):
            budget = n * len(curve)
            if complete and steps <= budget:
                bests[i] = min(bests[i], curve[-1])
    return bests


def main(out_file="optuna-curves.csv"):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    frozen = problems.load("problems.json")
    path = os.path.join(problems.HERE, out_file)
    done = set()
    if os.path.exists(path):
        with open(path) as file:
            done = {tuple(line.split(",")[:2]) for line in file}
    recorded = [p for p in frozen["problems"] if p["kind"] == "nearest"]
    runs = {p["name"]: problems.Nearest(p) for p in recorded}
    with open(path, "a") as out:
        if not done:
            out.write("problem,seed," + ",".join("best@%d" % n for n in frozen["checkpoints"]) + "\n")
        for seed in frozen["seeds"]:
            for problem in recorded:
                if (problem["name"], str(seed)) not in done:
                    best = best_at(problem, runs[problem["name"]], seed, frozen["checkpoints"])
                    out.write("%s,%d,%s\n" % (problem["name"], seed, ",".join(map(repr, best))))
                    out.flush()


if __name__ == "__main__":
    print("Optuna", optuna.__version__, file=sys.stderr)
    main(*sys.argv[1:])
