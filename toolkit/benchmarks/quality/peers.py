"""Compares a CSV of ours with peers' runs on the same problems: prints a Markdown table of mean A12 per peer, and one of ranks.

    python peers.py trialog.csv SHARED/data/refs/peers/optuna5_peers.csv [optuna.csv]

A12 is the probability that a run of ours ends better than one of the peer, ties counted half, over all pairs of seeds of a
problem; the mean is over the problems that both have. The bound is that which 95 % of the bootstrap samples over problems exceed.
The second file holds several peers, the third Optuna's TPE. "autosampler" takes for each problem the runs of the sampler that
the rules of OptunaHub's AutoSampler choose below 250 trials: GP if all parameters are numeric, else TPE.
"""

import csv
import random
import statistics
import sys

import problems
from compare import a12, over_problems, read


def peers(path):
    runs = {}
    with open(path) as file:
        for row in csv.DictReader(file):
            for column, value in row.items():
                if column.startswith("best@") and value:
                    runs.setdefault(row["sampler"], {}).setdefault((row["problem"], column), []).append(float(value))
    return runs


def autosampler(runs):
    """The runs of GP, and those of TPE on problems with a categorical parameter, of what was run with both."""
    choices = {p["name"] for f in ("problems.json", "more-problems.json") for p in problems.load(f)["problems"]
               if any(q["type"] == "categorical" for q in p["parameters"])}
    return {**{k: v for k, v in runs["tpe"].items() if k[0] in choices}, **runs["gp"]}


def cell(ours, theirs, column):
    each = [a12(ours[key], values) for key, values in theirs.items() if key[1] == column and key in ours]
    if not each:
        return ""
    bound = over_problems(each, random.Random(1))[500]
    return "%.3f (%.2f … %.2f), bound %.3f" % (statistics.fmean(each), min(each), max(each), bound)


def ranks(runs, column, names):
    """The mean rank of each sampler over the problems that all have, by the medians; 1 is the best."""
    common = set.intersection(*({p for p, c in runs[name] if c == column} for name in names))
    sums = dict.fromkeys(names, 0.0)
    for problem in common:
        medians = {name: statistics.median(runs[name][problem, column]) for name in names}
        for name in names:
            worse = sum(other < medians[name] for other in medians.values())
            equal = sum(other == medians[name] for other in medians.values())
            sums[name] += worse + (equal + 1) / 2
    return {name: total / len(common) for name, total in sums.items()}, len(common)


def main(ours_file, peers_file, tpe_file=None):
    ours = read(ours_file)
    columns = list(dict.fromkeys(column for _, column in ours))
    runs = peers(peers_file)
    if tpe_file:
        runs["tpe"] = read(tpe_file)
        runs["autosampler"] = autosampler(runs)
    print("| peer | problems | " + " | ".join(columns) + " |")
    print("|---|---|" + "---|" * len(columns))
    for sampler, theirs in runs.items():
        count = len({problem for problem, _ in theirs if (problem, columns[0]) in ours})
        print("| %s | %d | %s |" % (sampler, count, " | ".join(cell(ours, theirs, column) for column in columns)))
    runs["ours"] = ours
    print("\n| mean rank at | problems | sampler: rank |")
    print("|---|---|---|")
    for column, left_out in ((columns[-2], {"autosampler"}), (columns[-1], {"autosampler", "gp"})):
        result, count = ranks(runs, column, [name for name in runs if name not in left_out])
        print("| %s | %d | %s |" % (column, count, ", ".join(
            "%s %.2f" % pair for pair in sorted(result.items(), key=lambda pair: pair[1]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
