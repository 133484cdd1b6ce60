"""Joint TPE and CMA-ES, whole processes side by side: Trialog in memory, Optuna 5.0.0, Rustuna 0.2.0.

    mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath     (in toolkit/)
    pip install optuna==5.0.0 rustuna==0.2.0 cmaes==0.13.1
    python benchmarks/speed.py target/test-classes:target/classes:$(cat target/classpath) [--repeats 3] [--part wide|long|cmaes|fronts|ask ...] [--space float|mixed ...]

The contenders take turns within each repeat, so that a busy neighbor slows all of them alike. Each is a process of its
own, measured from its start to its end: wall time, and the CPU time of all its threads, which is steadier on a shared
machine. The part fronts races NSGA-II and TPE on two objectives, and the random sampler beside NSGA-II, and times hypervolumes. The part cmaes races CMA-ES, and Trialog's random sampler beside it; ratios are to Trialog's CMA-ES. The objective is the sum of squares; spaces are those of SpeedSpaces.java.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import time

HERE = os.path.abspath(__file__)


def suggest(trial, kind, i):
    name, place = "x%d" % i, i % 10 if kind == "mixed" else 0
    if place < 4:
        return trial.suggest_float(name, -5, 5)
    if place < 6:
        return trial.suggest_float(name, 1e-5, 0.1, log=True)
    if place < 8:
        return trial.suggest_int(name, 1, 64)
    return trial.suggest_categorical(name, ["a", "b", "c", "d"])


def peer(name, kind, width, trials, seed):
    """The child process of a Python contender."""

    if kind == "fronts":
        return front(name, width, trials, seed)
    results = []

    def objective(trial):
        values = [suggest(trial, kind, i) for i in range(width)]
        results.append(sum(v * v if not isinstance(v, str) else v != "a" for v in values))
        return results[-1]

    if name.startswith("optuna"):
        import optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        made = optuna.samplers.CmaEsSampler if name.endswith("cmaes") else optuna.samplers.TPESampler
        study = optuna.create_study(sampler=made(seed=seed))
    else:
        import rustuna
        study = rustuna.create_study(
            sampler=rustuna.samplers.CmaEsSampler(seed=seed) if name.endswith("cmaes") else
            rustuna.samplers.TPESampler(seed=seed, multivariate=True))
    study.optimize(objective, n_trials=trials)
    print(min(results))


def front(name, width, trials, seed):
    """Two objectives: the sums of squares around 0 and around 1."""

    def objective(trial):
        values = [trial.suggest_float("x%d" % i, -5, 5) for i in range(width)]
        return sum(v * v for v in values), sum((v - 1) ** 2 for v in values)

    if name.startswith("optuna"):
        import optuna as library
        library.logging.set_verbosity(library.logging.ERROR)
        made = library.samplers.NSGAIISampler if name.endswith("nsga2") else library.samplers.TPESampler
    else:
        import rustuna as library
        made = library.samplers.TPESampler
    study = library.create_study(sampler=made(seed=seed), directions=["minimize", "minimize"])
    study.optimize(objective, n_trials=trials)
    print(len(study.best_trials))


def measure(command):
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, done.stdout.strip()


def java(classpath, *arguments):
    return ["java", "-cp", classpath, "io.trialog.benchmarks.SpeedBenchmark", *map(str, arguments)]


def race(classpath, kind, width, trials, names, repeats):
    walls, cpus = {n: [] for n in names}, {n: [] for n in names}
    for seed in range(repeats):
        for name in names:
            command = (java(classpath, "fronts", width, trials, seed, *name.split("-")[1:])
                       if name.startswith("trialog") and kind == "fronts" else
                       java(classpath, "study", kind, width, trials, seed, *name.split("-")[1:])
                       if name.startswith("trialog") else
                       [sys.executable, HERE, "peer", name, kind, str(width), str(trials), str(seed)])
            wall, cpu, best = measure(command)
            walls[name].append(wall)
            cpus[name].append(cpu)
            print("  %s, %d parameters × %d trials, seed %d, %-7s wall %.2f s, CPU %.2f s, best %s, load %.1f"
                  % (kind, width, trials, seed, name, wall, cpu, best, os.getloadavg()[0]), file=sys.stderr, flush=True)
    for name in names:
        wall, cpu = statistics.median(walls[name]), statistics.median(cpus[name])
        print("| %s | %d × %d | %s | %.2f | %.2f | %.2f | %.2f |" % (
            kind, width, trials, name, wall, wall / statistics.median(walls[names[0]]),
            cpu, cpu / statistics.median(cpus[names[0]])), flush=True)


def main():
    if sys.argv[1] == "peer":
        name, kind, width, trials, seed = sys.argv[2:]
        return peer(name, kind, int(width), int(trials), int(seed))
    parser = argparse.ArgumentParser()
    parser.add_argument("classpath")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--part", nargs="+", default=["wide", "long", "cmaes", "fronts", "ask"])
    parser.add_argument("--space", nargs="+", default=["float", "mixed"])
    options = parser.parse_args()
    from importlib.metadata import version
    jvm = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[1]
    print("Optuna %s, Rustuna %s, NumPy %s, Python %s; %s; %d CPUs, load %.1f; %d repeats, medians, seeds 0.." % (
        version("optuna"), version("rustuna"), version("numpy"), platform.python_version(), jvm, os.cpu_count(),
        os.getloadavg()[0], options.repeats))
    print("\n| space | parameters × trials | | wall s | ratio | CPU s | ratio |\n|---|---|---|---|---|---|---|")
    for kind in options.space:
        if "wide" in options.part:
            race(options.classpath, kind, 40, 1000, ["trialog", "optuna", "rustuna"], options.repeats)
        if "long" in options.part:
            race(options.classpath, kind, 10, 10000, ["trialog", "rustuna"], options.repeats)
    if "cmaes" in options.part:
        race(options.classpath, "float", 10, 10000, ["trialog-cmaes", "trialog-random", "optuna-cmaes", "rustuna-cmaes"],
             options.repeats)
    if "fronts" in options.part:
        race(options.classpath, "fronts", 10, 10000, ["trialog-nsga2", "trialog-random", "optuna-nsga2"], options.repeats)
        race(options.classpath, "fronts", 10, 1000, ["trialog-tpe", "optuna-tpe", "rustuna-tpe"], options.repeats)
        print()
        print(measure(java(options.classpath, "volume", 2, 100000))[2])
        print(measure(java(options.classpath, "volume", 5, 200))[2])
    if "ask" in options.part:
        print("\nWarm ask, 10 float parameters, median ms, wall and CPU, after as many trials:\n")
        print(measure(java(options.classpath, "ask", 10, 1000, 10000))[2])


if __name__ == "__main__":
    main()
