--liquibase formatted sql

--changeset weft:run-logs
-- What attempts say. Whoever writes holds the lock of this number until the commit, so that a reader never sees a position before a
-- smaller one; positions may have gaps. A line is there once, whoever puts it again.
create table run_log (
    position bigint generated always as identity primary key,
    writer uuid not null,
    number integer not null,
    run text not null,
    workflow text not null,
    task text not null,
    attempt integer not null,
    at timestamptz not null,
    level smallint not null,
    source text not null,
    text text not null,
    unique (writer, number)
);
create index run_log_run on run_log (run, position);
create index run_log_at on run_log using brin (at);
