-- The source table. REPLICA IDENTITY stays DEFAULT: an update's old row is not in the WAL, nor needed.
CREATE TABLE IF NOT EXISTS public.dw_currency (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  create_time   timestamp DEFAULT now(),
  currency_date date,
  currency_code varchar(32),
  currency_name varchar(32),
  value_to_try  double precision
);
