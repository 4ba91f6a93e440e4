#!/bin/bash
# Restarts containers of this project that a user has killed: 'docker kill' disables their restart policy, like
# 'docker stop' does. Stopped containers stay stopped; Docker's 'stop' event distinguishes the two (docs/adr/0016).
set -euo pipefail

SOCKET=/var/run/docker.sock
PROJECT=com.docker.compose.project
PAUSE_SECONDS=2
# Docker keeps its last 256 events only, and health checks alone make some five each second.
EVENTS_LAST_SECONDS=30
SEEN=/tmp/seen # a file for each death that has been judged

docker_api() { # METHOD PATH_AND_QUERY [curl option...]
  local method=$1 path=$2
  shift 2
  curl -fsS -m 20 -X "$method" --unix-socket $SOCKET "http://docker$path" "$@"
}

filtered() { # PATH FILTERS: GET with this filter, and more of the query in PATH
  docker_api GET "$1" -G --data-urlencode "filters=$2"
}

log() { echo "$(date -u +%FT%TZ) $*"; }

value() { # KEY JSON: the first value of the key
  grep -oE "\"$1\":\"[^\"]*\"" <<<"$2" | head -n 1 | cut -d'"' -f4
}

# The newest of what Docker tells of the container's starts and the stops that were asked for.
last_order() { # ID
  local now events
  now=$(date +%s)
  events=$(filtered "/events?since=$((now - 3600))&until=$now" \
    "{\"container\":[\"$1\"],\"event\":[\"start\",\"stop\"]}") || return 1
  grep -oE '"Action":"(start|stop)"' <<<"$events" | tail -n 1 || true
}

# Each death is judged once, while Docker still tells of a stop. One that nobody has watched stays as it is.
judge() { # ID NAME FINISHED
  local order
  sleep 1 # a stop that took too long ends with a kill, and is told of right after it
  order=$(last_order "$1") || return 1
  if [ $(($(date +%s) - $(date -d "$3" +%s))) -gt $EVENTS_LAST_SECONDS ]; then
    log "$2 has been down since $3: leaving it so"
  elif [[ $order != *stop* ]]; then
    log "starting $2 again"
    docker_api POST "/containers/$1/start" >/dev/null || true # or it is gone by now
  fi
}

heal() { # PROJECT
  local ids id details finished
  ids=$(filtered '/containers/json?all=1' \
    "{\"label\":[\"$PROJECT=$1\"],\"status\":[\"exited\"],\"exited\":[\"137\"]}") || return 1
  for id in $(grep -oE '"Id":"[0-9a-f]{64}"' <<<"$ids" | cut -d'"' -f4); do
    details=$(docker_api GET "/containers/$id/json") || continue # it is gone by now
    finished=$(value FinishedAt "$details")
    if [ ! -e "$SEEN/$id.$finished" ]; then
      judge "$id" "$(value Name "$details")" "$finished" || return 1
      touch "$SEEN/$id.$finished"
    fi
  done
}

if [ ! -S $SOCKET ]; then
  log "no Docker socket at $SOCKET: killed containers stay down"
  exec sleep infinity
fi
mkdir -p $SEEN
project=$(value $PROJECT "$(docker_api GET "/containers/$(hostname)/json")")
log "watching over project $project"
while true; do
  heal "$project" || log "Docker does not answer"
  touch /tmp/autoheal
  sleep $PAUSE_SECONDS
done
