#!/bin/sh
# Measures how long `./vigie up` takes from the command to "ready" (HTTP 200 of /q/health/ready), the processor time
# spent until then, and the resident memory at that moment. Needs curl.
# usage: benchmarks/startup.sh [starts] [port]
set -eu

starts=${1:-5}
port=${2:-18990}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/vigie-startup.XXXXXX")
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

mkdir "$work/checklists"
cat >"$work/checklists/one.yaml" <<CHECKLIST
vigie: 1
system: bench
environment: local
title: One item
owner: { team: bench }
items:
  - { id: one, title: One, severity: P2, http: "http://127.0.0.1:$port/q/health/live" }
CHECKLIST

now_ms() { date +%s%3N; }

# Milliseconds of user and system time of process $1.
cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print int(($14 + $15) * 1000 / hz) }' "/proc/$1/stat"; }

rss_mib() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$1/status"; }

"$here/vigie" version >/dev/null
printf 'load before: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
printf '%-8s %10s %10s %10s %10s\n' start ready_ms cpu_ms rss_mib stop_ms
for start in $(seq 0 "$starts"); do
  begin=$(now_ms)
  VIGIE_BUILD=no "$here/vigie" up "$work/checklists" --data "$work/data" --port "$port" 2>>"$work/log" &
  pid=$!
  until curl -fso /dev/null "http://127.0.0.1:$port/q/health/ready"; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/log"; exit 3; }
    sleep 0.05
  done
  ready=$(($(now_ms) - begin))
  cpu=$(cpu_ms "$pid")
  rss=$(rss_mib "$pid")
  begin=$(now_ms)
  kill -TERM "$pid"
  wait "$pid" || true
  # Start 0 makes the data folder, and may train the JVM first.
  label=$start
  [ "$start" -gt 0 ] || label=first
  printf '%-8s %10d %10d %10d %10d\n' "$label" "$ready" "$cpu" "$rss" "$(($(now_ms) - begin))"
done
