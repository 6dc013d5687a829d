#!/bin/sh
# Brings the schemas of Temporal's two databases to the version of these tools. Safe to run again: what is there already
# is left as it is. SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD are read by the tool itself.
set -eu

schema() {
    temporal-sql-tool --plugin postgres12 --db "$1" setup-schema --version 0.0
    temporal-sql-tool --plugin postgres12 --db "$1" update-schema --schema-name "postgresql/v12/$2"
}

schema temporal temporal
schema temporal_visibility visibility
