#!/bin/sh
# Two schedulers with checks every 1 to 10 s: one of them is killed again and again, then one is frozen for longer than
# its session. Says from the topics alone what was ordered twice, late, or not at all. About 5 minutes.
# Needs ./mvnw package before.
# usage: benchmarks/scheduler-takeover.sh [checks] [kills] [seconds frozen]
set -eu
cd "$(dirname "$0")/.."
module=probe-scheduler
. benchmarks/classpath.sh
printf 'load before: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
exec "$java" -Xmx1500m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$jars" io.vigie.scheduler.takeover.TakeoverBenchmark "${1:-10000}" "${2:-5}" "${3:-45}" 2>/dev/null
