"""Compares trialog.csv with optuna.csv: prints the Markdown table of docs/benchmarks.md.

A12 is the probability that a run of Trialog ends better than a run of Optuna, ties counted half, over all pairs of seeds
of a problem. The interval of the mean comes from 10,000 bootstrap samples of the problems, and of the seeds within each.
"""

import csv
import random
import statistics
import sys

import problems

SAMPLES = 10_000


def read(path):
    results = {}
    with open(path) as file:
        for row in csv.DictReader(file):
            for column, value in row.items():
                if column.startswith("best@"):
                    results.setdefault((row["problem"], column), []).append(float(value))
    return results


def a12(ours, theirs):
    return statistics.fmean(1.0 if a < b else 0.5 if a == b else 0.0 for a in ours for b in theirs)


def matrix(ours, theirs):
    return [[1.0 if a < b else 0.5 if a == b else 0.0 for b in theirs] for a in ours]


def bootstrap(pairs, draw):
    """The lower and upper 2.5 % and the lower 5 % of the mean A12."""
    grids = [matrix(a, b) for a, b in pairs]
    means = []
    for _ in range(SAMPLES // 10):
        # ten samples of problems share one resampling of seeds: a tenth of the time, the same expectation
        each = []
        for grid in grids:
            columns = [draw.randrange(len(grid[0])) for _ in grid[0]]
            rows = [grid[draw.randrange(len(grid))] for _ in grid]
            each.append(sum(row[c] for row in rows for c in columns) / (len(rows) * len(columns)))
        for _ in range(10):
            means.append(statistics.fmean(draw.choices(each, k=len(each))))
    means.sort()
    return means[int(0.025 * len(means))], means[int(0.975 * len(means))], means[int(0.05 * len(means))]


def quartiles(values):
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return "%.4g (%.4g … %.4g)" % (middle, low, high)


def main(ours_file, theirs_file):
    ours, theirs = read(ours_file), read(theirs_file)
    frozen = problems.load()
    draw = random.Random(1)
    print("| trials | mean A12 | 95 % bootstrap interval | one-sided 95 % bound | better / equal / worse problems |")
    print("|---|---|---|---|---|")
    for n in frozen["checkpoints"]:
        key = "best@%d" % n
        pairs = [(ours[p["name"], key], theirs[p["name"], key]) for p in frozen["problems"]]
        each = [a12(a, b) for a, b in pairs]
        low, high, bound = bootstrap(pairs, draw)
        wins = sum(e > 0.5 for e in each), sum(e == 0.5 for e in each), sum(e < 0.5 for e in each)
        print("| %d | %.3f | %.3f … %.3f | %.3f | %d / %d / %d |" % (n, statistics.fmean(each), low, high, bound, *wins))
    print()
    print("| problem | A12 at 200 | Trialog: median (quartiles) | Optuna 5.0.0 |")
    print("|---|---|---|---|")
    for p in frozen["problems"]:
        a, b = ours[p["name"], key], theirs[p["name"], key]
        print("| %s | %.2f | %s | %s |" % (p["name"], a12(a, b), quartiles(a), quartiles(b)))


if __name__ == "__main__":
    folder = problems.HERE + "/"
    main(*(sys.argv[1:] or (folder + "trialog.csv", folder + "optuna.csv")))
