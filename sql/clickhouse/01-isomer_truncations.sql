CREATE DATABASE IF NOT EXISTS warehouse;

-- The lowest version that a table's view still shows. A TRUNCATE of the source raises it above all rows before it.
CREATE TABLE IF NOT EXISTS warehouse.isomer_truncations (
  table_name String,
  floor      UInt128
) ENGINE = ReplacingMergeTree(floor)
ORDER BY table_name;
