#!/bin/bash
# Runs once, on a new data directory: the user 'isomer' and the source tables, which it owns.
# It may log in, replicate and create publications, and nothing beyond its own tables.
set -euo pipefail

sql() {
  psql --no-psqlrc -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" "$@"
}

sql -v password="$ISOMER_POSTGRES_PASSWORD" -v database="$POSTGRES_DB" <<'SQL'
CREATE ROLE isomer LOGIN REPLICATION PASSWORD :'password';
GRANT CREATE ON DATABASE :"database" TO isomer;
GRANT CREATE ON SCHEMA public TO isomer;
SQL

for script in /sql/*.sql; do
  echo "running $script as isomer"
  sql -c 'SET ROLE isomer' -f "$script"
done
