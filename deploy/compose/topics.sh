#!/bin/bash
# usage: topics.sh DIRECTORY
# Creates the topics of all connectors' tables that do not exist.
set -euo pipefail

setting() { # FILE KEY
  sed -n "s/.*\"$2\" *: *\"\([^\"]*\)\".*/\1/p" "$1"
}

for connector in "$1"/*.json; do
  prefix=$(setting "$connector" topic.prefix)
  partitions=$(setting "$connector" topic.creation.default.partitions)
  largest=$(setting "$connector" topic.creation.default.max.message.bytes)
  tables=$(setting "$connector" table.include.list)
  if [ -z "$prefix" ] || [ -z "$partitions" ] || [ -z "$largest" ] || [ -z "$tables" ]; then
    echo "$connector must set topic.prefix, table.include.list, and topic.creation.default's partitions" \
      "and max.message.bytes" >&2
    exit 1
  fi
  for table in ${tables//,/ }; do
    /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --create --if-not-exists \
      --topic "$prefix.$table" --partitions "$partitions" --replication-factor 1 \
      --config "max.message.bytes=$largest"
  done
done
