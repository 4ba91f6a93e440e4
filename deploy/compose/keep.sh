#!/bin/bash
# Watches the job and the connectors. A JobManager that has come back without the job gets it again, from its newest
# checkpoint. A job that somebody has stopped, or that has failed for good, stays as it is until 'docker compose up' or
# 'flink run'. Connectors that have failed are restarted, since Connect leaves them so.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/job.sh"
. "$(dirname "${BASH_SOURCE[0]}")/connectors.sh"

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

declare -A pause=() rests_until=() # of connectors, in seconds

# One that fails again and again is restarted after longer and longer pauses, of a minute at most.
look_after_connectors() {
  local name status
  for name in $(connector_names); do
    if [ $SECONDS -lt "${rests_until[$name]:-0}" ] || ! status=$(connector_status "$name" 2>/dev/null); then
      continue
    fi
    if [[ $(states "$status") != *FAILED* ]]; then
      # one that runs for less than a minute may fail again
      [ $SECONDS -lt $((${rests_until[$name]:-0} + 60)) ] || unset "pause[$name]"
      continue
    fi
    pause[$name]=$((2 * ${pause[$name]:-1}))
    [ "${pause[$name]}" -le 60 ] || pause[$name]=60
    rests_until[$name]=$((SECONDS + pause[$name]))
    say "connector $name has failed and is restarted: $(failure "$status")"
    restart_failed "$name"
  done
}

exec 9>"$STATE/lock"
while true; do
  flock 9
  if look; then
    touch /tmp/keeper
  fi
  flock -u 9
  look_after_connectors
  sleep 2
done
