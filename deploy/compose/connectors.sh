# Functions for the scripts beside this one: the connectors, as Kafka Connect knows them.

CONNECT=${CONNECT:-http://connect:8083}
CONNECTORS=${CONNECTORS:-/opt/isomer/connectors}

# The names of the pipeline's connectors.
connector_names() {
  local file
  for file in "$CONNECTORS"/*.json; do
    basename "$file" .json
  done
}

connector_status() { curl -sS -m 10 "$CONNECT/connectors/$1/status"; }

# The states of a connector and its tasks, each with a space behind it, out of what connector_status has said.
states() { grep -oE '"state":"[A-Z]+"' <<<"$1" | cut -d'"' -f4 | tr '\n' ' ' || true; }

restart_failed() {
  curl -sS -m 30 -o /dev/null -X POST "$CONNECT/connectors/$1/restart?includeTasks=true&onlyFailed=true" || true
}

# Why one failed: the innermost cause.
failure() { sed 's/\\n/\n/g' <<<"$1" | grep -oE '"trace":".*|Caused by: .*' | tail -n 1 || true; }
