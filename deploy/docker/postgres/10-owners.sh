#!/bin/bash
# Runs once, when the database is first made: a user and a schema for each service that keeps something.
# Neither may read the other's.
set -euo pipefail
psql -q -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv alert_password VIGIE_ALERT_DB_PASSWORD
\getenv report_password VIGIE_REPORT_DB_PASSWORD
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE ROLE vigie_alert LOGIN PASSWORD :'alert_password';
CREATE ROLE vigie_report LOGIN PASSWORD :'report_password';
-- CREATE, because a migration says "create schema if not exists", which asks for the right even when it exists.
GRANT CONNECT, CREATE ON DATABASE :"DBNAME" TO vigie_alert, vigie_report;
CREATE SCHEMA alert AUTHORIZATION vigie_alert;
CREATE SCHEMA report AUTHORIZATION vigie_report;
ALTER ROLE vigie_alert SET search_path = alert;
ALTER ROLE vigie_report SET search_path = report;
SQL
