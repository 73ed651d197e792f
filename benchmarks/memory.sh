#!/bin/sh
# Measures the resident memory of `./vigie up` while it runs 1,000 checks, each every 60 s, against a local server.
# Needs curl and python3 (for the server).
# usage: benchmarks/memory.sh [checks] [seconds] [port]
set -eu

checks=${1:-1000}
seconds=${2:-240}
port=${3:-18990}
target=$((port + 1))
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/vigie-memory.XXXXXX")
chmod 755 "$work"
mkdir "$work/checklists" "$work/pages"
echo ok >"$work/pages/index.html"

{
  cat <<CHECKLIST
vigie: 1
system: bench
environment: local
title: Many items
owner: { team: bench }
defaults: { every: 60s, timeout: 10s }
items:
CHECKLIST
  for item in $(seq 1 "$checks"); do
    printf '  - { id: item-%s, title: "Item %s", severity: P2, http: "http://127.0.0.1:%s/?%s" }\n' \
      "$item" "$item" "$target" "$item"
  done
} >"$work/checklists/many.yaml"
printf 'vigie.runner.egress.allow=loopback\n' >"$work/settings.properties"

python3 -m http.server "$target" --bind 127.0.0.1 --directory "$work/pages" >/dev/null 2>&1 &
server=$!
VIGIE_BUILD=no "$here/vigie" up "$work/checklists" --data "$work/data" --port "$port" \
  --config "$work/settings.properties" 2>"$work/log" &
pid=$!
trap 'kill "$pid" "$server" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$work"' EXIT

until curl -fso /dev/null "http://127.0.0.1:$port/q/health/ready"; do
  kill -0 "$pid" 2>/dev/null || { cat "$work/log"; exit 3; }
  sleep 0.2
done

printf 'load before: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
printf '%8s %10s %10s %10s\n' second rss_mib peak_mib runs
for second in $(seq 10 10 "$seconds"); do
  sleep 10
  memory=$(awk '/^VmHWM/ { peak = int($2 / 1024) } /^VmRSS/ { rss = int($2 / 1024) } END { printf "%10d %10d", rss, peak }' \
    "/proc/$pid/status")
  runs=$(curl -fs "http://127.0.0.1:$port/q/metrics" |
    awk '/^vigie_probe_runs_total/ { sum += $NF } END { print int(sum) }')
  printf '%8d %s %10s\n' "$second" "$memory" "${runs:-?}"
done
