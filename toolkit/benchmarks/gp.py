"""Gaussian processes, whole processes side by side: Trialog's sampler `gp` in memory, and Optuna 5.0.0's GPSampler.

    mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath     (in toolkit/)
    pip install optuna==5.0.0 torch scipy
    python benchmarks/gp.py target/test-classes:target/classes:$(cat target/classpath) [--repeats 3] [--width 10] [--trials 100]

The two take turns, so that a busy neighbor slows both alike; each is a process of its own on one core, measured from its start to
its end: wall time, and the CPU time of all its threads. The objective is the sum of squares on floats from -5 to 5. Then every ask
of one study of Trialog with --asks trials is timed.
"""

import argparse
import os
import statistics
import subprocess
import sys

import speed

HERE = os.path.abspath(__file__)


def peer(width, trials, seed):
    """The child process of Optuna."""

    import optuna
    import torch

    torch.set_num_threads(1)
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(sampler=optuna.samplers.GPSampler(seed=seed))
    study.optimize(lambda t: sum(t.suggest_float("x%d" % i, -5, 5) ** 2 for i in range(width)), n_trials=trials)
    print(study.best_value)


def on_one_core():
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def main():
    if sys.argv[1] == "peer":
        return peer(*map(int, sys.argv[2:]))
    parser = argparse.ArgumentParser()
    parser.add_argument("classpath")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--width", type=int, default=10)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--asks", type=int, default=500)
    options = parser.parse_args()
    on_one_core()
    times = {"trialog": [], "optuna": []}
    for seed in range(options.repeats):
        ours = speed.java(options.classpath, "study", "float", options.width, options.trials, seed, "gp")
        theirs = [sys.executable, HERE, "peer", str(options.width), str(options.trials), str(seed)]
        for name, command in (("trialog", ours), ("optuna", theirs)):
            wall, cpu, best = speed.measure(command)
            times[name].append((wall, cpu))
            print("  seed %d, %-7s wall %.2f s, CPU %.2f s, best %s, load %.1f"
                  % (seed, name, wall, cpu, best, os.getloadavg()[0]), file=sys.stderr, flush=True)
    print("| %d parameters × %d trials | wall s | ratio | CPU s | ratio |" % (options.width, options.trials))
    print("|---|---|---|---|---|")
    wall, cpu = (statistics.median(t[i] for t in times["trialog"]) for i in (0, 1))
    for name in times:
        walls, cpus = (statistics.median(t[i] for t in times[name]) for i in (0, 1))
        print("| %s | %.2f | %.1f | %.2f | %.1f |" % (name, walls, walls / wall, cpus, cpus / cpu))
    print("\nCPU time of asks in ms, %d float parameters:\n" % options.width, flush=True)
    subprocess.run(["java", "-cp", options.classpath, "io.trialog.benchmarks.AskBenchmark", "gp", "float",
                    str(options.width), str(options.asks), "1"], check=True)


if __name__ == "__main__":
    main()
