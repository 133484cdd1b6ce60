#!/bin/sh
# What MLflow costs a study: toolkit/benchmarks/mlflow.sh. Needs $TRIALOG_PYTHON with mlflow; takes five minutes.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/trialog-mlflow-XXXXXX")
trap 'rm -rf "$work"' EXIT
(cd .. && mvn -q -o test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath")
echo "$(nproc) CPUs, load $(cut -d' ' -f1-3 /proc/loadavg)"
java @config/vm.args -cp "target/test-classes:target/classes:$(cat "$work/classpath")" io.trialog.benchmarks.MlflowBenchmark
