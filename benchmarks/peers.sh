#!/bin/sh
# Vigie beside Prometheus with blackbox_exporter: the same nginx, the same rates, the same run. Prints the tables of README.md.
# Needs ./mvnw package before, nginx, prometheus, prometheus-blackbox-exporter, wrk, openssl, python3 and two cores.
#   peers.sh              everything: about 17 minutes
#   peers.sh PART...      parts of it: prometheus (3 min), services (5 min), together (5 min), standalone (2.5 min), saturated (2 min);
#                         of the first four also single loads, as in services:0,2,5
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- prometheus services together standalone saturated
printf 'load before: %s; %s\n\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$(uname -mr)"
exec python3 -B benchmarks/peers/measure.py "$@"
