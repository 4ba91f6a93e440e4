-- ClickHouse's users of a chain, with no right more than each needs. By a user with access management;
-- put passwords in the places of … .

-- The job's user: creates the tables and views, adds columns, writes rows, and reads back what PostgreSQL did not send. With
-- clickhouse.create-tables: false it needs no CREATE TABLE.
CREATE USER IF NOT EXISTS isomer_writer IDENTIFIED WITH sha256_password BY '…writer…';
GRANT SELECT, INSERT, CREATE TABLE, CREATE VIEW, DROP VIEW, ALTER ADD COLUMN, ALTER MODIFY COLUMN ON warehouse.* TO isomer_writer;
GRANT SELECT ON system.columns TO isomer_writer;
GRANT SELECT ON system.tables TO isomer_writer;

-- Whoever reads the copies, isomer verify too; for verify --repair, also INSERT.
CREATE USER IF NOT EXISTS isomer_reader IDENTIFIED WITH sha256_password BY '…reader…';
GRANT SELECT ON warehouse.* TO isomer_reader;
