#!/bin/sh
# What a runner can do. Prints one line. Needs ./mvnw package before.
#   runner.sh        HTTP probes per second on one core, and CPU-ms per probe; < 30 s
#   runner.sh http URL [flags of the JVM]   the same against a server of one's own, such as one with TLS
#   runner.sh jobs [share-group|consumer-group] [partitions] [lanes] [jobs per second]
#                    how early jobs are handed out when one in twenty hangs; 45 s
set -eu
cd "$(dirname "$0")/.."
module=probe-runner
. benchmarks/classpath.sh
flags="-XX:+UseSerialGC -Djava.util.logging.manager=org.jboss.logmanager.LogManager"
flags="$flags --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

if [ "${1:-http}" = jobs ]; then
  # shellcheck disable=SC2086
  "$java" -Xmx300m $flags -cp "$jars" io.vigie.runner.kafka.LeadBenchmark \
    "${2:-share-group}" "${3:-1}" "${4:-8}" "${5:-100}" 2>/dev/null | grep 'before due'
  exit
fi

# Runner and target have a core each.
pin() { if command -v taskset >/dev/null; then taskset -c "$@"; else shift; "$@"; fi; }
if [ $# -gt 1 ]; then
  url=$2
  shift 2
  # shellcheck disable=SC2086
  pin 0 "$java" -Xmx128m $flags "$@" -cp "$jars" io.vigie.runner.benchmark.RunnerBenchmark "$url"
  exit
fi
pipe=$(mktemp -d)
trap 'exec 3>&- 2>/dev/null || :; rm -rf "$pipe"' EXIT
mkfifo "$pipe/in" "$pipe/out"
# shellcheck disable=SC2086
pin 1 "$java" -Xmx64m $flags -cp "$jars" io.vigie.runner.benchmark.LoopbackTarget \
  <"$pipe/in" >"$pipe/out" &
exec 3>"$pipe/in"
read -r port <"$pipe/out"
# shellcheck disable=SC2086
pin 0 "$java" -Xmx128m $flags -cp "$jars" io.vigie.runner.benchmark.RunnerBenchmark "$port"
