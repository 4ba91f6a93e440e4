# Functions for the scripts beside this one: the pipeline's job on the JobManager, and where it goes on.
# On the volume, /flink/job has: ids (of every job that ran, the newest last), job.jar (what ran last), mounted.sha256
# (the built jar at that time), stopped (there when somebody has stopped the job), lock.

JOBMANAGER=${JOBMANAGER:-http://jobmanager:8081}
STATE=${STATE:-/flink/job}
CHECKPOINTS=${CHECKPOINTS:-/flink/checkpoints}
SAVEPOINTS=${SAVEPOINTS:-/flink/savepoints}
BUILT_JAR=${BUILT_JAR:-/opt/isomer/flink-job/target/isomer-flink-job.jar}
PIPELINE=${PIPELINE:-/opt/isomer/flink-job/pipeline.yaml}
JOB_SECONDS=${JOB_SECONDS:-180}

say() { printf '%s %s\n' "$(date -u +%FT%TZ)" "$*" >&2; }
fail() { say "$*"; exit 1; }

get() { curl -fsS -m 10 "$JOBMANAGER$1"; }

# The job's name, as the pipeline's file has it.
job_name() {
  sed -n '/^pipeline:/,/^[^ ]/s/^ *name: *//p; s/^pipeline\.name: *//p' "$PIPELINE" | tr -d "\"'" | head -n 1
}

# "ID STATE" of each job of our name that the JobManager knows, the newest first. Fails when it does not answer.
jobs() {
  local overview name found
  overview=$(get /jobs/overview) || return 1
  name=$(job_name)
  found=$(grep -oE "\"jid\":\"[0-9a-f]{32}\",\"name\":\"$name\",\"start-time\":[0-9]+[^{}]*\"state\":\"[A-Z]+\"" <<<"$overview" |
    sed -E 's/"jid":"([0-9a-f]*)".*"start-time":([0-9]+).*"state":"([A-Z]+)"/\2 \1 \3/' | sort -rn | cut -d' ' -f2- || true)
  # better no answer than a second job beside one that was not recognized
  if [ -z "$found" ] && [[ $overview == *"\"$name\""* ]]; then
    say "cannot read the JobManager's list of jobs: $overview"
    return 1
  fi
  printf '%s' "$found"
}

ended() { [[ $1 =~ ^(FAILED|CANCELED|FINISHED|SUSPENDED)$ ]]; }

# The id of our job that runs or will, by itself, run again; nothing when there is none.
active_job() {
  local all id state
  all=$(jobs) || return 1
  while read -r id state; do
    if [ -n "$id" ] && ! ended "$state"; then
      echo "$id"
      return 0
    fi
  done <<<"$all"
}

remember() { grep -qsx "$1" "$STATE/ids" || echo "$1" >>"$STATE/ids"; }

# Our job's complete checkpoints and savepoints, the newest first. Flink writes _metadata last.
restore_points() {
  local id
  [ -e "$STATE/ids" ] || return 0
  while read -r id; do
    find "$CHECKPOINTS/$id" "$SAVEPOINTS" -maxdepth 2 -name _metadata \
      \( -path "*/$id/chk-*" -o -path "*/savepoint-${id:0:6}-*" \) -printf '%T@ %h\n' 2>/dev/null || true
  done <"$STATE/ids" | sort -rn | cut -d' ' -f2-
}

# run JAR [RESTORE_POINT]: prints the id of the submitted job; what 'flink run' says goes to standard error. Returns 2 when
# the JobManager has the job and cannot begin it where it was to go on.
run() {
  local jar=$1 point=${2:-} arguments=() output id
  if [ -n "$point" ]; then
    arguments=(-s "file://$point" -claimMode NO_CLAIM)
    # a claimed checkpoint is deleted when newer ones have taken its place; a savepoint may be a person's own
    [[ $point != "$CHECKPOINTS"/* ]] || arguments=(-s "file://$point" -claimMode CLAIM)
  fi
  output=$(flink run -d "${arguments[@]}" "$jar" --config "$PIPELINE" 2>&1 </dev/null) || {
    grep -vE '^\s+(at |\.\.\. )' <<<"$output" >&2
    [[ $output != *org.apache.flink.runtime.client.JobInitializationException* ]] || return 2
    return 1
  }
  id=$(grep -oE 'JobID [0-9a-f]{32}' <<<"$output" | cut -d' ' -f2 || true)
  [ -n "$id" ] || { echo "$output" >&2; return 1; }
  remember "$id"
  echo "$id"
}

# stop ID: with a savepoint; prints its path.
stop() {
  local output path
  output=$(flink stop --savepointPath "file://$SAVEPOINTS" "$1" 2>&1 </dev/null) || {
    grep -vE '^\s+(at |\.\.\. )' <<<"$output" >&2
    return 1
  }
  path=$(grep -oE 'Savepoint completed. Path: file:\S+' <<<"$output" | sed -E 's/.*file:(\/\/)?//' || true)
  [ -n "$path" ] || { echo "$output" >&2; return 1; }
  echo "$path"
}

# Waits until the job has completed a checkpoint of its own: all of its tasks run, and the data move.
await_checkpoint() {
  local id=$1 deadline=$((SECONDS + JOB_SECONDS)) state checkpoints
  while [ $SECONDS -lt $deadline ]; do
    state=$(jobs | sed -n "s/^$id //p")
    if ended "${state:-none}"; then
      break
    fi
    checkpoints=$(get "/jobs/$id/checkpoints" 2>/dev/null | grep -oE '"completed":[0-9]+' | head -n 1) || true
    [[ ! $checkpoints =~ :[1-9] ]] || return 0
    sleep 1
  done
  say "job $id is ${state:-unknown} and has completed no checkpoint: $(reason "$id")"
  return 1
}

# Why the job failed or restarts: the innermost cause.
reason() {
  get "/jobs/$1/exceptions" 2>/dev/null | sed 's/\\n/\n/g' | grep -oE 'Caused by: .*' | tail -n 1 || true
}

# start JAR: from the newest restore point that Flink takes, or from the beginning when there is none.
start() {
  local jar=$1 point points status
  mapfile -t points < <(restore_points | head -n 3)
  if [ ${#points[@]} -eq 0 ]; then
    say "starting $(job_name) from the beginning of its topics"
    run "$jar"
    return
  fi
  for point in "${points[@]}"; do
    say "starting $(job_name) from $point"
    run "$jar" "$point" && return 0 || status=$?
    [ "$status" -eq 2 ] || return 1 # what else keeps it from starting, as Kafka that does not answer, may pass by itself
  done
  return 1
}

# keep_jar JAR: from now on it is the one to start again.
keep_jar() {
  rm -f "$STATE/stopped"
  [ "$1" = "$STATE/job.jar" ] || { cp "$1" "$STATE/job.jar.new" && mv "$STATE/job.jar.new" "$STATE/job.jar"; }
  [ ! -e "$BUILT_JAR" ] || sha256sum <"$BUILT_JAR" >"$STATE/mounted.sha256"
}

# The jar to start: the built one when it is new, else what ran last, which an upgrade may have brought.
jar_to_start() {
  if [ -e "$STATE/job.jar" ] && { [ ! -e "$BUILT_JAR" ] || sha256sum <"$BUILT_JAR" | cmp -s - "$STATE/mounted.sha256"; }; then
    echo "$STATE/job.jar"
  elif [ -e "$BUILT_JAR" ]; then
    echo "$BUILT_JAR"
  else
    return 1
  fi
}
