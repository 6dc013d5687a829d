--liquibase formatted sql

--changeset weft:wanted-runs
-- Runs of which all that their histories hold is wanted in the log, and which publisher looks after that.
create table event_wanted (
    run text primary key,
    asked_at timestamptz not null default clock_timestamp(),
    heir text
);
