#!/bin/sh
# How long one waits for cards, tables, plots and reports: toolkit/benchmarks/notebook.sh [TRIALS...]. Takes a minute or two.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/trialog-notebook-XXXXXX")
trap 'rm -rf "$work"' EXIT
(cd .. && mvn -q -o test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath")
java -version 2>&1 | sed -n 2p
echo "$(nproc) CPUs, load $(cut -d' ' -f1-3 /proc/loadavg)"
[ $# -gt 0 ] || set -- 50 500 5000
for trials in "$@"; do # each size in a JVM that has drawn nothing yet
    java @config/vm.args -cp "target/test-classes:target/classes:$(cat "$work/classpath")" \
        io.trialog.notebook.NotebookBenchmark "$trials"
    java -cp "target/test-classes:target/classes:$(cat "$work/classpath")" \
        io.trialog.notebook.NotebookBenchmark "$trials" "$work/report.html"
done
