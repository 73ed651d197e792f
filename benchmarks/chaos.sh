#!/bin/sh
# Two alert-services that are killed and frozen, a broker that is killed and a database that is stopped at once, at moments
# made of chance, judged by what the channels got.
# usage: benchmarks/chaos.sh [minutes] [seed]; without a seed it takes one by chance and says which
set -eu
cd "$(dirname "$0")/.."
# shellcheck disable=SC2086
exec ./mvnw ${MAVEN_FLAGS:-} -pl alert-service -am verify -Dit.test=ChaosFlowTest -Dtest=None \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dvigie.chaos.minutes="${1:-20}" ${2:+-Dvigie.seed="$2"}
