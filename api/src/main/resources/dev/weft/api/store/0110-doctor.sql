--liquibase formatted sql

--changeset weft:wanted-runs
-- Runs of which all that their histories hold is wanted in the log, and which publisher looks after that.
create table event_wanted (
    run text primary key,
    asked_at timestamptz not null default clock_timestamp(),
    heir text
);

--changeset weft:run-seen-sequence
-- What a run told last of what was counted: what comes to the log late doesn't change how the run stands.
alter table run_seen add column sequence integer not null default 0;
