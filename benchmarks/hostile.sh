#!/bin/sh
# A runner with 256 MiB against every sort of hostile target at once. Prints what was said of each,
# and whether verdicts, deadlines, memory, threads and files are as they must be; fails if not.
# Needs ./mvnw package before.
#   hostile.sh [targets at once] [seconds]      200 and 120 by default
set -eu
cd "$(dirname "$0")/.."
module=probe-runner
. benchmarks/classpath.sh
flags="-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
flags="$flags -Djava.util.logging.manager=org.jboss.logmanager.LogManager"
flags="$flags --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

pipe=$(mktemp -d)
trap 'exec 3>&- 2>/dev/null || :; rm -rf "$pipe"' EXIT
mkfifo "$pipe/in" "$pipe/out"
# shellcheck disable=SC2086
"$java" -Xmx512m -Djdk.virtualThreadScheduler.parallelism=16 $flags -cp "$jars" io.vigie.runner.hostile.Villains <"$pipe/in" >"$pipe/out" &
exec 3>"$pipe/in"
# shellcheck disable=SC2086
"$java" -Xmx256m $flags -cp "$jars" io.vigie.runner.hostile.Siege "${1:-200}" "${2:-120}" \
  <"$pipe/out"
