"""Two versions of Trialog side by side: TPE, replay, open and append, as the ratio of new to old, pair by pair.

    ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath        (in both checkouts)
    python toolkit/benchmarks/versions.py OLD_CHECKOUT NEW_CHECKOUT [--pairs 20] [--only tpe replay open append]

Old and new take turns, and each pair begins with the other one, so that a busy neighbor slows both alike. Each run is a
process of its own. The ratio is that of the CPU time of all threads of the process; for append it is that of the time per
decision, since an append waits for the disk. The studies that are replayed and opened are written by each version itself,
with the same seed.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile

LOG = "io.trialog.benchmarks.LogBenchmark"
SPEED = "io.trialog.benchmarks.SpeedBenchmark"
TRIALS = "50000"


class Version:
    """A checkout with compiled tests, and a directory for its studies."""

    def __init__(self, checkout, work):
        self.toolkit = os.path.join(os.path.abspath(checkout), "toolkit")
        with open(os.path.join(self.toolkit, "target", "classpath"), encoding="utf-8") as file:
            self.classpath = "target/test-classes:target/classes:" + file.read().strip()
        self.work = work
        os.makedirs(work)

    def run(self, *arguments):
        """CPU seconds of one process, and what it printed."""
        command = ["java", "@config/vm.args", "-Xmx1g", "-cp", self.classpath, *arguments]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, cwd=self.toolkit, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout

    def tpe(self):
        return self.run(SPEED, "study", "mixed", "20", "1000", "1")[0]

    def replay(self):
        return self.run(LOG, "replay", self.work)[0]

    def open(self):
        return self.run(LOG, "open", self.work)[0]

    def append(self):
        shutil.rmtree(os.path.join(self.work, "append"), ignore_errors=True)
        printed = self.run(LOG, "append", self.work)[1]
        return 1 / float(re.search(r"append: (\d+) decisions/s", printed).group(1))


def race(name, old, new, pairs):
    ratios = []
    for pair in range(pairs):
        times = {}
        for version in [old, new] if pair % 2 == 0 else [new, old]:
            times[version] = getattr(version, name)()
        ratios.append(times[new] / times[old])
    ratios.sort()
    print("| %s | %d | %.3f | %.3f … %.3f |" % (
        name, pairs, statistics.median(ratios), ratios[len(ratios) // 4], ratios[3 * len(ratios) // 4]), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--only", nargs="+", default=["tpe", "replay", "open", "append"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trialog-versions-") as work:
        old = Version(options.old, os.path.join(work, "old"))
        new = Version(options.new, os.path.join(work, "new"))
        for version in (old, new):
            version.run(LOG, "create", version.work, TRIALS)
        print("%d CPUs, load %.1f\n\n| | pairs | new ÷ old, median | quartiles |\n|---|---|---|---|" % (
            os.cpu_count(), os.getloadavg()[0]))
        for name in options.only:
            race(name, old, new, options.pairs)


if __name__ == "__main__":
    main()
