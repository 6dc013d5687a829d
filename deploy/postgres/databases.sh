#!/bin/sh
# Makes the roles and databases of Temporal and Weft. PostgreSQL's image runs it once, when its volume is empty.
set -eu

psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
    --set=temporal_password="$TEMPORAL_DB_PASSWORD" --set=weft_password="$WEFT_DB_PASSWORD" <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE ROLE weft LOGIN PASSWORD :'weft_password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE DATABASE weft OWNER weft;
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, weft FROM PUBLIC;
SQL
