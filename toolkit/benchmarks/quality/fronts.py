"""Hypervolume on problems of several objectives: runs Optuna on those of Fronts.java, or compares.

    python fronts.py run out.csv nsga2,nsga3,tpe SEEDS CHECKPOINTS [PROBLEMS]     lists joined by commas
    python fronts.py check                                                        values at fixed points, for Fronts.java
    python fronts.py compare ours.csv theirs.csv ...                              A12 against each, and medians

A12 is the chance that a run of ours reaches more hypervolume than a run of theirs; 0.5 is equality.
"""

import csv
import math
import statistics
import sys
import warnings

FLOATS = {"zdt1": 10, "zdt2": 10, "zdt3": 10, "zdt4": 5, "dtlz2": 7, "dtlz7": 7, "wfg1": 6, "wfg4": 6, "wfg7": 6}
REFERENCE = {"zdt1": [11] * 2, "zdt2": [11] * 2, "zdt3": [11] * 2, "zdt4": [11] * 2, "dtlz2": [1.1] * 3,
             "dtlz7": [7] * 3, "wfg1": [3, 5], "wfg4": [3, 5], "wfg7": [3, 5], "mixed": [3, 3]}


def zdt(name, x):
    if name == "zdt4":
        g = 1 + 10 * (len(x) - 1) + sum(v * v - 10 * math.cos(4 * math.pi * v) for v in x[1:])
    else:
        g = 1 + 9 * sum(x[1:]) / (len(x) - 1)
    ratio = x[0] / g
    h = 1 - ratio ** 2 if name == "zdt2" else 1 - math.sqrt(ratio)
    if name == "zdt3":
        h -= ratio * math.sin(10 * math.pi * x[0])
    return [x[0], g * h]


def dtlz2(x):
    g = 1 + sum((v - 0.5) ** 2 for v in x[2:])
    a, b = x[0] * math.pi / 2, x[1] * math.pi / 2
    return [g * math.cos(a) * math.cos(b), g * math.cos(a) * math.sin(b), g * math.sin(a)]


def dtlz7(x):
    g = 1 + 9 * sum(x[2:]) / (len(x) - 2)
    h = 3 - sum(v / (1 + g) * (1 + math.sin(3 * math.pi * v)) for v in x[:2])
    return [x[0], x[1], (1 + g) * h]


def shifted(y, to):
    return abs(y - to) / abs(math.floor(to - y) + to)


def flat(y, value, low, high):
    return (value + min(0, math.floor(y - low)) * value * (low - y) / low
            - min(0, math.floor(high - y)) * (1 - value) * (y - high) / (1 - high))


def wfg(name, x):
    t = list(x)
    if name == "wfg1":
        t = [v if i < 2 else flat(shifted(v, 0.35), 0.8, 0.75, 0.85) for i, v in enumerate(t)]
        t = [v ** 0.02 for v in t]
        first = (2 * t[0] + 4 * t[1]) / 6
        second = (6 * t[2] + 8 * t[3] + 10 * t[4] + 12 * t[5]) / 36
        mixed = 1 - first - math.cos(10 * math.pi * first + math.pi / 2) / (10 * math.pi)
        return [second + 2 * (1 - math.cos(first * math.pi / 2)), second + 4 * mixed]
    if name == "wfg4":
        away = [abs(v - 0.35) / (2 * (math.floor(0.35 - v) + 0.35)) for v in t]
        t = [(1 + math.cos(122 * math.pi * (0.5 - a)) + 40 * a * a) / 12 for a in away]
    else:
        for i in range(2):
            mean = sum(x[i + 1:]) / (5 - i)
            v = 0.98 / 49.98 - (1 - 2 * mean) * abs(math.floor(0.5 - mean) + 0.98 / 49.98)
            t[i] = x[i] ** (0.02 + 49.98 * v)
        t[2:] = [shifted(v, 0.35) for v in t[2:]]
    first, second = sum(t[:2]) / 2, sum(t[2:]) / 4
    return [second + 2 * math.sin(first * math.pi / 2), second + 4 * math.cos(first * math.pi / 2)]


def mixed(rate, a, b, width, depth, kind):
    rate, width, kind = math.log10(rate) + 2, math.log2(width), {"a": 0.0, "b": 0.3, "c": 0.6}[kind]
    loss = (rate ** 2 / 4 + (a - 0.3) ** 2 + (b - 0.7) ** 2 + (1 - kind) / 2
            + math.exp(-(width + depth / 3) / 2))
    return [loss, width / 5 + depth / 9 + kind + a / 4]


def values(name, x):
    if name == "mixed":
        return mixed(*x)
    kind = {"dtlz2": dtlz2, "dtlz7": dtlz7}.get(name)
    return kind(x) if kind else wfg(name, x) if name.startswith("wfg") else zdt(name, x)


def suggested(trial, name):
    if name == "mixed":
        return [trial.suggest_float("x0", 1e-3, 1, log=True), trial.suggest_float("x1", 0, 1),
                trial.suggest_float("x2", 0, 1, step=0.1), trial.suggest_int("x3", 1, 32, log=True),
                trial.suggest_int("x4", 0, 9), trial.suggest_categorical("x5", ["a", "b", "c"])]
    return [trial.suggest_float("x%d" % i, -5 if name == "zdt4" and i else 0, 5 if name == "zdt4" and i else 1)
            for i in range(FLOATS[name])]


def run(out, samplers, seeds, checkpoints, names=None):
    import numpy as np
    import optuna
    from optuna._hypervolume import compute_hypervolume
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    made = {"nsga2": optuna.samplers.NSGAIISampler, "nsga3": optuna.samplers.NSGAIIISampler,
            "tpe": optuna.samplers.TPESampler, "random": optuna.samplers.RandomSampler}
    for name in names or [*FLOATS, "mixed"]:
        for seed in range(seeds):
            for sampler in samplers:
                study = optuna.create_study(sampler=made[sampler](seed=seed), directions=["minimize"] * len(REFERENCE[name]))
                told, lines = [], []
                for checkpoint in checkpoints:
                    while len(told) < checkpoint:
                        trial = study.ask()
                        told.append(values(name, suggested(trial, name)))
                        study.tell(trial, told[-1])
                    inside = [v for v in told if all(a <= b for a, b in zip(v, REFERENCE[name]))]
                    volume = compute_hypervolume(np.array(inside), np.array(REFERENCE[name], float)) if inside else 0
                    lines.append("%s,optuna-%s,%d,%d,%r\n" % (name, sampler, seed, checkpoint, float(volume)))
                with open(out, "a") as file:
                    file.writelines(lines)


def a12(ours, theirs):
    return sum((a > b) + (a == b) / 2 for a in ours for b in theirs) / (len(ours) * len(theirs))


def compare(files):
    runs = {}
    for file in files:
        for problem, sampler, _, checkpoint, volume in csv.reader(open(file)):
            runs.setdefault((int(checkpoint), sampler), {}).setdefault(problem, []).append(float(volume))
    for checkpoint in sorted({c for c, _ in runs}):
        samplers = sorted(s for c, s in runs if c == checkpoint)
        ours, theirs = [s for s in samplers if s.startswith("trialog")], [s for s in samplers if s.startswith("optuna")]
        print("\n%d trials: median hypervolume\n\n| problem | %s |\n|---|%s" % (
            checkpoint, " | ".join(samplers), "---|" * len(samplers)))
        for problem in runs[checkpoint, samplers[0]]:
            print("| %s | %s |" % (problem, " | ".join(
                "%.4g" % statistics.median(runs[checkpoint, s].get(problem, [math.nan])) for s in samplers)))
        print("\n%d trials: A12, mean over problems (lowest)\n\n| | %s |\n|---|%s" % (
            checkpoint, " | ".join(theirs), "---|" * len(theirs)))
        for our in ours:
            cells = []
            for their in theirs:
                each = {p: a12(v, runs[checkpoint, their][p]) for p, v in runs[checkpoint, our].items()
                        if p in runs[checkpoint, their]}
                worst = min(each, key=each.get)
                cells.append("%.2f (%s %.2f)" % (statistics.mean(each.values()), worst, each[worst]))
            print("| %s | %s |" % (our, " | ".join(cells)))


def check():
    for name in [*FLOATS, "mixed"]:
        x = ([0.05, 0.4, 0.3, 8, 6, "b"] if name == "mixed" else
             [0.2 + 0.1 * i if name != "zdt4" or i == 0 else i - 2.5 for i in range(FLOATS[name])])
        x = [min(1, v) if isinstance(v, float) and name != "zdt4" else v for v in x]
        print(name, *values(name, x))


if __name__ == "__main__":
    if sys.argv[1] == "check":
        check()
    elif sys.argv[1] == "compare":
        compare(sys.argv[2:])
    else:
        run(sys.argv[2], sys.argv[3].split(","), int(sys.argv[4]), [int(c) for c in sys.argv[5].split(",")],
            sys.argv[6].split(",") if len(sys.argv) > 6 else None)
