#!/bin/sh
# A thousand IMAP logins that are due at the same instant, three times; every tenth server drips, every tenth is silent.
# Prints a table. About 45 s. Needs ./mvnw package before.
set -eu
cd "$(dirname "$0")/.."
module=probe-runner
. benchmarks/classpath.sh
flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders"
flags="$flags -Djava.util.logging.manager=org.jboss.logmanager.LogManager"
flags="$flags --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
pipe=$(mktemp -d)
trap 'exec 3>&- 2>/dev/null || :; rm -rf "$pipe"' EXIT
mkfifo "$pipe/in" "$pipe/out"
# shellcheck disable=SC2086
"$java" -Xmx128m $flags -cp "$jars" io.vigie.runner.benchmark.ImapTargets <"$pipe/in" >"$pipe/out" &
exec 3>"$pipe/in"
read -r ports <"$pipe/out"
printf 'load before: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
echo '| round | outcomes | begun after due p50 / p99 / max, ms | ended after due p50 / p99 / max, ms | past deadline + 1 s | CPU-s of the runner | resident |'
echo '|---|---|---|---|---|---|---|'
# shellcheck disable=SC2086
"$java" -Xmx256m $flags -cp "$jars" io.vigie.runner.benchmark.ImapBenchmark $ports
printf 'load after: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
