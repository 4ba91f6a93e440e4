CREATE DATABASE IF NOT EXISTS warehouse;

-- The lowest version that a table's view still shows. A TRUNCATE of the source raises it above all rows before it, an initial snapshot
-- to its own, above what one before it has left.
CREATE TABLE IF NOT EXISTS warehouse.isomer_truncations (
  table_name String,
  floor      UInt128
) ENGINE = ReplacingMergeTree(floor)
ORDER BY table_name;

-- The schemas that each table's source has had, as far as changes have shown them, with the version of such a change.
CREATE TABLE IF NOT EXISTS warehouse.isomer_schemas (
  table_name String,
  version    UInt128,
  source     String,
  columns    Array(String),
  types      Array(String)
) ENGINE = ReplacingMergeTree
ORDER BY (table_name, version);

-- The changes that went to the dead letters: until they are replayed, what the table has of their rows is older than they are.
CREATE TABLE IF NOT EXISTS warehouse.isomer_rejections (
  table_name String,
  row_key    String,
  version    UInt128,
  message    String
) ENGINE = ReplacingMergeTree
ORDER BY (table_name, row_key, version);
