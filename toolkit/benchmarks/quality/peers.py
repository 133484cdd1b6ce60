"""Compares a CSV of ours with peers' runs on the same problems: prints a Markdown table of mean A12 per peer.

    python peers.py trialog.csv SHARED/data/refs/peers/optuna5_peers.csv

A12 is the probability that a run of ours ends better than one of the peer, ties counted half, over all pairs of seeds of a
problem; the mean is over the problems that both have.
"""

import csv
import statistics
import sys

from compare import a12, read


def peers(path):
    runs = {}
    with open(path) as file:
        for row in csv.DictReader(file):
            for column, value in row.items():
                if column.startswith("best@") and value:
                    runs.setdefault(row["sampler"], {}).setdefault((row["problem"], column), []).append(float(value))
    return runs


def main(ours_file, peers_file):
    ours = read(ours_file)
    columns = list(dict.fromkeys(column for _, column in ours))
    print("| peer | problems | " + " | ".join(columns) + " |")
    print("|---|---|" + "---|" * len(columns))
    for sampler, theirs in peers(peers_file).items():
        cells = []
        for column in columns:
            each = [a12(ours[key], values) for key, values in theirs.items() if key[1] == column and key in ours]
            cells.append("%.3f (%.2f … %.2f)" % (statistics.fmean(each), min(each), max(each)) if each else "")
        count = len({problem for problem, _ in theirs if (problem, columns[0]) in ours})
        print("| %s | %d | %s |" % (sampler, count, " | ".join(cells)))


if __name__ == "__main__":
    main(*sys.argv[1:])
