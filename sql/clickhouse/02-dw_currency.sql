-- Every version of a row; the engine keeps the highest one. A deleted row is a version with _is_deleted = 1.
CREATE TABLE IF NOT EXISTS warehouse.dw_currency__versions (
  id            UUID,
  create_time   Nullable(DateTime64(6, 'UTC')),
  currency_date Nullable(Date32),
  currency_code Nullable(String),
  currency_name Nullable(String),
  value_to_try  Nullable(Float64),
  _version      UInt128,
  _is_deleted   UInt8
) ENGINE = ReplacingMergeTree(_version, _is_deleted)
ORDER BY id;

-- What people query: the source table's own name, columns and rows.
CREATE VIEW IF NOT EXISTS warehouse.dw_currency AS
SELECT id, create_time, currency_date, currency_code, currency_name, value_to_try
FROM warehouse.dw_currency__versions FINAL
WHERE _version >= (
  SELECT max(floor) FROM warehouse.isomer_truncations WHERE table_name = 'dw_currency__versions'
);
