"""Runs Optuna's default TPE on the frozen problems; appends to optuna.csv and skips what already stands there.

    TRIALOG_SHARED=... python optuna_quality.py
"""

import os
import sys

import optuna

import problems

OUT = os.path.join(problems.HERE, "optuna.csv")


def suggest(trial, p):
    if p["type"] == "categorical":
        return trial.suggest_categorical(p["name"], p["choices"])
    if p["type"] == "int":
        return trial.suggest_int(p["name"], p["low"], p["high"])
    return trial.suggest_float(p["name"], p["low"], p["high"], log=p.get("log", False))


def best_at(problem, objective, seed, trials, checkpoints):
    values = []

    def evaluate(trial):
        value = objective([suggest(trial, p) for p in problem["parameters"]])
        values.append(value)
        return value

    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(evaluate, n_trials=trials)
    return [min(values[:n]) for n in checkpoints]


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    frozen = problems.load()
    done = set()
    if os.path.exists(OUT):
        with open(OUT) as file:
            done = {tuple(line.split(",")[:2]) for line in file}
    with open(OUT, "a") as out:
        if not done:
            out.write("problem,seed," + ",".join("best@%d" % n for n in frozen["checkpoints"]) + "\n")
        objectives = [(p, problems.objective(p)) for p in frozen["problems"]]
        for seed in frozen["seeds"]:
            for problem, objective in objectives:
                if (problem["name"], str(seed)) not in done:
                    best = best_at(problem, objective, seed, frozen["trials"], frozen["checkpoints"])
                    out.write("%s,%d,%s\n" % (problem["name"], seed, ",".join(map(repr, best))))
                    out.flush()


if __name__ == "__main__":
    print("Optuna", optuna.__version__, file=sys.stderr)
    main()
