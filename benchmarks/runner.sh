#!/bin/sh
# How many HTTP probes a runner makes on one core, and what one costs. Prints one line, in less
# than 30 s after the build. Runner and target have a core each. Needs ./mvnw install before.
set -eu
cd "$(dirname "$0")/.."
classpath=probe-runner/target/benchmark-classpath.txt
# shellcheck disable=SC2086
if [ ! -f "$classpath" ]; then
  ./mvnw -q ${MAVEN_FLAGS:-} -pl probe-runner test-compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$PWD/$classpath" >&2
fi
java=$(./mvnw --version | sed -n 's/.*runtime: //p')/bin/java
jars="probe-runner/target/test-classes:probe-runner/target/classes:$(cat "$classpath")"
flags="-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
pin() { if command -v taskset >/dev/null; then taskset -c "$@"; else shift; "$@"; fi; }
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
