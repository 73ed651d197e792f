#!/bin/sh
# One scheduler process on one core, with checks every 10 s: how far from the planned time jobs are sent and fired,
# what that costs, and how memory grows. About 2 minutes for each number of checks. Needs ./mvnw package before.
# usage: benchmarks/scheduler.sh [share|assign] [seconds] [checks...]
set -eu
cd "$(dirname "$0")/.."
module=probe-scheduler
. benchmarks/classpath.sh
mode=${1:-share}
seconds=${2:-30}
if [ $# -gt 2 ]; then shift 2; else set -- 1000 10000 100000; fi

# Broker and runner have the other cores.
bind='' others=''
if command -v taskset >/dev/null && [ "$(nproc)" -gt 1 ]; then
  bind='taskset -c 0'
  others="taskset -c 1-$(($(nproc) - 1))"
fi
printf 'load before: %s; jobs taken by: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$mode"
for checks in "$@"; do
  # shellcheck disable=SC2086
  $others "$java" -Xmx900m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$jars" io.vigie.scheduler.benchmark.SchedulerBenchmark "$checks" "$seconds" "$mode" $bind 2>/dev/null |
    grep 'jobs/s'
done
