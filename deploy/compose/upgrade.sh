#!/bin/bash
# usage: upgrade.sh JAR
# Stops the job with a savepoint and goes on from it with JAR. When that one does not come up, the jar that ran before
# goes on from the same savepoint, and the exit code is 1.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/job.sh"

new=$1
[ -e "$new" ] || fail "there is no jar $new"
exec 9>"$STATE/lock" # the keeper looks away meanwhile
flock 9
id=$(active_job) || fail "the JobManager does not answer"
[ -n "$id" ] || fail "no job $(job_name) runs: 'docker compose up -d' starts it"
if cmp -s "$new" "$STATE/job.jar"; then
  say "the job runs from this very jar already"
  exit 0
fi
savepoint=$(stop "$id") || fail "no savepoint could be taken; the job runs on as it was"
say "stopped, with the savepoint $savepoint"
if id=$(run "$new" "$savepoint") && await_checkpoint "$id"; then
  keep_jar "$new"
  rm -f "$STATE/new.jar"
  say "upgraded: job $id runs from the new jar"
  exit 0
fi
say "the new jar does not come up; going back to the old one"
if id=$(active_job) && [ -n "$id" ]; then
  flink cancel "$id" >&2
fi
id=$(run "$STATE/job.jar" "$savepoint") && await_checkpoint "$id" || fail "the old jar does not come up either, from $savepoint"
fail "not upgraded: job $id runs from the old jar again"
