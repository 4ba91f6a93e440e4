-- PostgreSQL's users of a chain, with no right more than each needs. By the tables' owner, who may CREATE ROLE:
--   psql -v replicator_password=… -v verifier_password=… -f postgres.sql

-- The owner makes the publication, so that nobody else must own the tables. The connector needs
-- publication.autocreate.mode=disabled.
CREATE PUBLICATION isomer_dw_currency FOR TABLE public.dw_currency;

-- The connector's user: reads the tables for the snapshot, and the log through its slot.
CREATE ROLE isomer_replicator LOGIN REPLICATION PASSWORD :'replicator_password';
GRANT USAGE ON SCHEMA public TO isomer_replicator;
GRANT SELECT ON public.dw_currency TO isomer_replicator;

-- The user of isomer verify, check and ddl: reads the tables and the catalog.
CREATE ROLE isomer_verifier LOGIN PASSWORD :'verifier_password';
GRANT USAGE ON SCHEMA public TO isomer_verifier;
GRANT SELECT ON public.dw_currency TO isomer_verifier;
