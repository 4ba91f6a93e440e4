#!/bin/bash
# Starts Kafka Connect with its JMX metrics on port 9404, in Prometheus' format. The official image brings the agent
# for it; where it is missing, the one that 'mvn package' has put into monitoring/target is taken.
set -euo pipefail

config=/opt/isomer/monitoring/connect-metrics.yaml
agent=
for jar in /opt/isomer/monitoring/target/jmx_prometheus_javaagent*.jar "$KAFKA_HOME"/libs/jmx_prometheus_javaagent*.jar; do
  [ ! -e "$jar" ] || agent=$jar
done
if [ -n "$agent" ]; then
  export KAFKA_OPTS="${KAFKA_OPTS:-} -javaagent:$agent=9404:$config"
else
  echo "no metrics of Kafka Connect: neither this image nor monitoring/target has jmx_prometheus_javaagent" >&2
fi
exec /docker-entrypoint.sh "$@"
