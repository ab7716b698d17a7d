#!/usr/bin/env bash
# Builds Sarvi and measures it beside native engines: bench/run.sh --help. The first run downloads those engines, 0.5 GB.
# With --smoke only what takes part is compared, on few samples; then without --peers only ONNX Runtime (54 MB) takes part.
set -euo pipefail
cd "$(dirname "$0")/.."

profiles=bench,peers
case " $* " in
  *" --peers"*) ;;
  *" --smoke "*)
    profiles=bench
    set -- "$@" --peers "Sarvi,ONNX Runtime,limit,arraycopy"
    ;;
esac
mvn -q -B -ntp "-P$profiles" -pl bench -am -Dmaven.test.skip=true package

# ONNX Runtime crashes in processes with command lines of some thousand characters, so the class path goes another way.
CLASSPATH=$(ls bench/target/sarvi-bench-*.jar):$(cat bench/target/classpath)
export CLASSPATH
export DJL_CACHE_DIR=$PWD/bench/target/natives OPT_OUT_TRACKING=true
export TF_CPP_MIN_LOG_LEVEL=2
mkdir -p "$DJL_CACHE_DIR"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
exec "$java" --add-modules jdk.incubator.vector -Djmh.separateClasspathJAR=true -Djava.awt.headless=true dev.sarvi.bench.Bench "$@"
