"""Compares trialog.csv with optuna.csv: prints the Markdown table of docs/benchmarks.md.

A12 is the probability that a run of Trialog ends better than a run of Optuna, ties counted half, over all pairs of seeds
of a problem. The mean has two bootstrap intervals: over problems (10,000 samples; the spread between problems holds the
noise of the seeds already), and over problems and seeds within each (1,000 samples; wider, since it counts that noise twice).
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


def over_problems(each, draw):
    return sorted(statistics.fmean(draw.choices(each, k=len(each))) for _ in range(SAMPLES))


def over_both(pairs, draw):
    grids, means = [matrix(a, b) for a, b in pairs], []
    for _ in range(SAMPLES // 10):
        each = []
        for grid in draw.choices(grids, k=len(grids)):
            columns = draw.choices(range(len(grid[0])), k=len(grid[0]))
            rows = draw.choices(grid, k=len(grid))
            each.append(sum(row[c] for row in rows for c in columns) / (len(rows) * len(columns)))
        means.append(statistics.fmean(each))
    return sorted(means)


def interval(means):
    """The middle 95 %, and the bound that 95 % of the samples exceed."""
    n = len(means)
    return "%.3f … %.3f, bound %.3f" % (means[int(0.025 * n)], means[int(0.975 * n)], means[int(0.05 * n)])


def quartiles(values):
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return "%.4g (%.4g … %.4g)" % (middle, low, high)


def main(ours_file, theirs_file, frozen_file="problems.json"):
    ours, theirs = read(ours_file), read(theirs_file)
    frozen = problems.load(frozen_file)
    draw = random.Random(1)
    print("| trials | mean A12 | over problems | over problems and seeds | better / equal / worse problems |")
    print("|---|---|---|---|---|")
    for n in frozen["checkpoints"]:
        key = "best@%d" % n
        pairs = [(ours[p["name"], key], theirs[p["name"], key]) for p in frozen["problems"]]
        each = [a12(a, b) for a, b in pairs]
        wins = sum(e > 0.5 for e in each), sum(e == 0.5 for e in each), sum(e < 0.5 for e in each)
        narrow, wide = interval(over_problems(each, draw)), interval(over_both(pairs, draw))
        print("| %d | %.3f | %s | %s | %d / %d / %d |" % (n, statistics.fmean(each), narrow, wide, *wins))
        for family in dict.fromkeys(p["family"] for p in frozen["problems"]):
            members = [e for p, e in zip(frozen["problems"], each) if p["family"] == family]
            print("| %d, %s | %.3f | | | |" % (n, family, statistics.fmean(members)))
    print()
    print("| problem | A12 at 200 | Trialog: median (quartiles) | Optuna 5.0.0 |")
    print("|---|---|---|---|")
    for p in frozen["problems"]:
        a, b = ours[p["name"], key], theirs[p["name"], key]
        print("| %s | %.2f | %s | %s |" % (p["name"], a12(a, b), quartiles(a), quartiles(b)))


if __name__ == "__main__":
    folder = problems.HERE + "/"
    main(*(sys.argv[1:] or (folder + "trialog.csv", folder + "optuna.csv")))
