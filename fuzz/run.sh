#!/bin/sh
# Fuzzes what opens files: coverage-guided, with Jazzer, each target for so many seconds.
#
#   fuzz/run.sh [SECONDS [TARGET ...]]      60 seconds each; targets: Archive Config Hdf5 Array
#
# Leaves with 1 at the first finding, whose input is kept under fuzz/target/; what was reached is
# kept in fuzz/target/corpus, so that a later run goes on from there.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- Archive Config Hdf5 Array

(cd .. && mvn -q -B -Pfuzz -pl fuzz -am -DskipTests package)
classpath=$(find target/dependencies -name '*.jar' | tr '\n' ':')target/classes
java -cp "$classpath" dev.sarvi.fuzz.Seeds target/seeds
for target in "$@"; do
  mkdir -p "target/corpus/$target"
  echo "== $target, $seconds s"
  java -Xmx512m -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
    --target_class="dev.sarvi.fuzz.${target}Target" --instrumentation_includes='dev.sarvi.**' \
    -max_total_time="$seconds" -timeout=30 -rss_limit_mb=2048 -max_len=20000 \
    -artifact_prefix=target/ "target/corpus/$target" "target/seeds/$target" \
    >"target/$target.log" 2>&1 || { tail -n 40 "target/$target.log"; exit 1; }
  grep '^Done' "target/$target.log"
done
