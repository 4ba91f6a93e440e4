-- ClickHouse's users of a chain, with no right more than each needs. By a user with access management;
-- put passwords in the places of … .

-- The job's user: creates the tables and views, adds columns, writes rows, and reads back what PostgreSQL did not send. With
-- clickhouse.create-tables: false it needs no CREATE TABLE, but CREATE TEMPORARY TABLE, which the table function format takes.
CREATE USER IF NOT EXISTS isomer_writer IDENTIFIED WITH sha256_password BY '…writer…';
GRANT SELECT, INSERT, CREATE TABLE, CREATE VIEW, DROP VIEW, ALTER ADD COLUMN, ALTER MODIFY COLUMN ON warehouse.* TO isomer_writer;
GRANT CREATE TEMPORARY TABLE ON *.* TO isomer_writer;
GRANT SELECT ON system.columns TO isomer_writer;
GRANT SELECT ON system.tables TO isomer_writer;

-- Whoever reads the copies, isomer verify too.
CREATE USER IF NOT EXISTS isomer_reader IDENTIFIED WITH sha256_password BY '…reader…';
GRANT SELECT ON warehouse.* TO isomer_reader;

-- isomer verify --repair: writes rows anew, into tables that are there.
CREATE USER IF NOT EXISTS isomer_repairer IDENTIFIED WITH sha256_password BY '…repairer…';
GRANT SELECT, INSERT ON warehouse.* TO isomer_repairer;

-- isomer resync: builds tables beside the copies and exchanges them. The rows come through the table function format, which
-- takes CREATE TEMPORARY TABLE; parts and running inserts are looked at around the exchange.
CREATE USER IF NOT EXISTS isomer_rebuilder IDENTIFIED WITH sha256_password BY '…rebuilder…';
GRANT SELECT, INSERT, CREATE TABLE, CREATE VIEW, DROP TABLE, DROP VIEW, SYSTEM MERGES ON warehouse.* TO isomer_rebuilder;
GRANT ALTER DELETE ON warehouse.isomer_truncations TO isomer_rebuilder;
GRANT CREATE TEMPORARY TABLE ON *.* TO isomer_rebuilder;
GRANT SELECT ON system.parts TO isomer_rebuilder;
GRANT SELECT ON system.processes TO isomer_rebuilder;
