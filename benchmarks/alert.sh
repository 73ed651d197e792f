#!/bin/sh
# How long it takes to tell, and what results cost. Broker, database, target and channel are on this machine.
# Needs ./mvnw package before.
# usage: benchmarks/alert.sh latency [incidents per minute] [seconds]
#        benchmarks/alert.sh results [results per second] [seconds] [items]
# ALERT_JAVA: flags of the runner and the alert-service whose latency is measured, instead of those of deploy/docker/jvm.options
set -eu
cd "$(dirname "$0")/.."
module=alert-service
. benchmarks/classpath.sh
what=${1:-latency}
[ $# -gt 0 ] && shift
case $what in
  latency) set -- "${1:-60}" "${2:-60}" ;;
  results) set -- "${1:-10000}" "${2:-60}" "${3:-100000}" ;;
  *) echo "must be latency or results, was $what" >&2; exit 2 ;;
esac
work=$(mktemp -d "${TMPDIR:-/tmp}/vigie-alert.XXXXXX")
chmod 755 "$work" # as root, the database runs as another account
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
printf 'load before: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
"$java" -Xmx512m -XX:+UseSerialGC "-Djava.io.tmpdir=$work" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  ${ALERT_JAVA:+"-Dvigie.benchmark.flags=$ALERT_JAVA"} -cp "$jars" io.vigie.alert.benchmark.AlertBenchmark "$what" "$@" 2>/dev/null
