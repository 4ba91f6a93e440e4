#!/bin/bash
# Watches the job. A JobManager that has come back without it gets it again, from its newest checkpoint. A job that
# somebody has stopped, or that has failed for good, stays as it is until 'docker compose up' or 'flink run'.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/job.sh"

# One look; fails when the JobManager does not answer or does not take the job.
look() {
  local all id state
  all=$(jobs 2>/dev/null) || return 1
  read -r id state <<<"$all" || true
  if [ -z "${id:-}" ]; then
    [ ! -e "$STATE/stopped" ] || return 0
    get /overview | grep -qE '"slots-available":[1-9]' || return 1
    say "the JobManager has no job $(job_name)"
    id=$(start "$STATE/job.jar") || return 1
    await_checkpoint "$id" || return 0 # Flink goes on trying
    say "job $(job_name) runs again: $id"
  elif id=$(active_job) && [ -n "$id" ]; then
    rm -f "$STATE/stopped"
    remember "$id"
  elif [ "$state" != SUSPENDED ] && [ ! -e "$STATE/stopped" ]; then
    say "job $(job_name) is $state and stays so until it is started again: $(reason "${all%% *}")"
    touch "$STATE/stopped"
  fi
}

exec 9>"$STATE/lock"
while true; do
  flock 9
  if look; then
    touch /tmp/keeper
  fi
  flock -u 9
  sleep 2
done
