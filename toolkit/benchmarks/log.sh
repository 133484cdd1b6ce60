#!/bin/sh
# The log's speed: toolkit/benchmarks/log.sh [DIRECTORY ON A DISK] [TRIALS]. Prints figures beside their targets; takes three minutes.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/trialog-log-XXXXXX")
trap 'rm -rf "$work"' EXIT
(cd .. && mvn -q -o test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath")
run() {
    java @config/vm.args -Xmx1g -cp "target/test-classes:target/classes:$(cat "$work/classpath")" \
        io.trialog.benchmarks.LogBenchmark "$@"
}
java -version 2>&1 | sed -n 2p
echo "$(nproc) CPUs, load $(cut -d' ' -f1-3 /proc/loadavg), heap 1 GiB"
run append "$work"
group() {
    java @config/vm.args -Xmx1g -cp "target/test-classes:target/classes:$(cat "$work/classpath")" \
        io.trialog.benchmarks.GroupCommitBenchmark "$@"
}
for threads in 1 16; do
    group journal "$work" $threads
    group study "$work" $threads
done
run create "$work" "${2:-100000}"
for i in 1 2 3; do run replay "$work"; done
for i in 1 2 3; do run open "$work"; done
for i in 1 2 3; do run rebuild "$work"; done
