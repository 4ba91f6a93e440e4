#!/bin/bash
# Starts containers of this project again that somebody has killed: 'docker kill' switches their restart policy off, as
# 'docker stop' does. What was stopped stays stopped; Docker tells the two apart by its 'stop' event (docs/adr/0016).
set -euo pipefail

SOCKET=/var/run/docker.sock
PROJECT=com.docker.compose.project
PAUSE_SECONDS=2

docker_api() { # METHOD PATH_AND_QUERY [curl option...]
  local method=$1 path=$2
  shift 2
  curl -fsS -m 20 -X "$method" --unix-socket $SOCKET "http://docker$path" "$@"
}

filtered() { # PATH FILTERS: GET with this filter, and more of the query in PATH
  docker_api GET "$1" -G --data-urlencode "filters=$2"
}

log() { echo "$(date -u +%FT%TZ) $*"; }

# Whether a stop of the container was asked for since it was last started.
stopped() { # ID
  local now
  now=$(date +%s)
  filtered "/events?since=$((now - 3600))&until=$now" "{\"container\":[\"$1\"],\"event\":[\"start\",\"stop\",\"die\"]}" |
    grep -oE '"Action":"(start|stop)"' | tail -n 1 | grep -q stop
}

heal() {
  local project=$1 id
  for id in $(filtered '/containers/json?all=1' \
    "{\"label\":[\"$PROJECT=$project\"],\"status\":[\"exited\"],\"exited\":[\"137\"]}" |
    grep -oE '"Id":"[0-9a-f]{64}"' | cut -d'"' -f4); do
    sleep 1 # a stop that took too long ends with a kill, and is told of right after it
    if ! stopped "$id"; then
      log "starting $(docker_api GET "/containers/$id/json" | grep -oE '"Name":"/[^"]*"' | head -n 1 | cut -d'"' -f4) again"
      docker_api POST "/containers/$id/start" >/dev/null || true # or it is gone by now
    fi
  done
}

if [ ! -S $SOCKET ]; then
  log "no Docker socket at $SOCKET: killed containers stay down"
  exec sleep infinity
fi
project=$(docker_api GET "/containers/$(hostname)/json" | grep -oE "\"$PROJECT\":\"[^\"]*\"" | cut -d'"' -f4)
log "watching over project $project"
while true; do
  heal "$project" || log "Docker does not answer"
  touch /tmp/healer
  sleep $PAUSE_SECONDS
done
