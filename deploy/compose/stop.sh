#!/bin/bash
# Stops the job with a savepoint, from which the next 'docker compose up' goes on.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/job.sh"

exec 9>"$STATE/lock"
flock 9
id=$(active_job) || fail "the JobManager does not answer; the next start goes on from the last checkpoint"
[ -n "$id" ] || exit 0
savepoint=$(stop "$id") || fail "the job could not be stopped with a savepoint; the next start goes on from its last checkpoint"
touch "$STATE/stopped"
say "the job's state is in $savepoint"
