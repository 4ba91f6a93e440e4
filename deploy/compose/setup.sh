#!/bin/bash
# Registers every connector and submits the job, unless they are there. Can be repeated without harm.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/job.sh"
. "$(dirname "${BASH_SOURCE[0]}")/connectors.sh"

WAIT_SECONDS=180 # for each of the parts

register() { # NAME FILE
  local deadline=$((SECONDS + WAIT_SECONDS)) answer status
  answer=$(mktemp)
  while [ $SECONDS -lt $deadline ]; do
    status=$(curl -sS -m 30 -o "$answer" -w '%{http_code}' -X PUT -H 'Content-Type: application/json' \
      --data-binary "@$2" "$CONNECT/connectors/$1/config" || true)
    case $status in
      2*) return 0 ;;
      400) break ;; # it will not get better by asking again
    esac
    sleep 1 # anything else, such as 409, is a rebalance that passes
  done
  fail "Connect does not take connector $1: $(cat "$answer")"
}

await_connector() { # NAME
  local deadline=$((SECONDS + WAIT_SECONDS)) restarted=false status states
  while [ $SECONDS -lt $deadline ]; do
    status=$(connector_status "$1" || true)
    states=$(states "$status")
    if [[ $states =~ ^(RUNNING ){2,}$ ]]; then
      return 0
    elif [[ $states == *FAILED* ]]; then
      # once: it may have been started before the database was up
      [ $restarted = false ] || break
      restarted=true
      restart_failed "$1"
    fi
    sleep 1
  done
  fail "connector $1 does not run: $status"
}

await_slots() {
  local deadline=$((SECONDS + WAIT_SECONDS))
  until get /overview 2>/dev/null | grep -qE '"slots-available":[1-9]'; do
    [ $SECONDS -lt $deadline ] || fail "no TaskManager has offered a slot"
    sleep 1
  done
}

jar=$(jar_to_start) || fail "flink-job/target/isomer-flink-job.jar is missing: build it with 'mvn -DskipTests package'," \
  "or with Docker alone as docs/COMPOSE.md tells"

for name in $(connector_names); do
  register "$name" "$CONNECTORS/$name.json"
  await_connector "$name"
  say "connector $name runs"
done

exec 9>"$STATE/lock"
flock 9
rm -f "$STATE/stopped" # whoever brings the stack up wants the job
id=$(active_job) || fail "the JobManager does not answer"
if [ -n "$id" ]; then
  say "job $(job_name) runs already: $id"
  remember "$id"
else
  await_slots
  id=$(start "$jar") || fail "the job could not be started"
  await_checkpoint "$id" || fail "the job does not run"
  keep_jar "$jar"
  say "job $(job_name) runs: $id"
fi
