--liquibase formatted sql

--changeset weft:insight
-- What follows from the event log, folded from it in order: it can be dropped and made again.
create table insight_cursor (
    is_only boolean primary key default true check (is_only),
    position bigint not null
);
insert into insight_cursor (position) values (0);

create table run_seen (
    run text primary key,
    workflow text not null,
    revision integer not null,
    generation integer not null,
    status text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    labels jsonb not null,
    error text
);
create index run_seen_open on run_seen (started_at) where ended_at is null;
create index run_seen_ended on run_seen (ended_at) where ended_at is not null;

-- An hour of the runs of a workflow (kind run), or of one of its tasks with one of its agents (kind task).
create table measure (
    hour timestamptz not null,
    kind text not null,
    workflow text not null,
    task text not null,
    agent text not null,
    started bigint not null,
    completed bigint not null,
    failed bigint not null,
    cancelled bigint not null,
    rolled_back bigint not null,
    skipped bigint not null,
    retried bigint not null,
    cached bigint not null,
    timed bigint not null,
    seconds double precision not null,
    shortest double precision,
    longest double precision,
    primary key (kind, hour, workflow, task, agent)
);

-- How many of the completed took how long: buckets that grow by 4 percent each.
create table measure_duration (
    hour timestamptz not null,
    kind text not null,
    workflow text not null,
    task text not null,
    agent text not null,
    bucket integer not null,
    count bigint not null,
    primary key (kind, hour, workflow, task, agent, bucket)
);

create table alert (
    id text primary key,
    kind text not null,
    source text not null,
    subject text,
    raised_at timestamptz not null,
    cleared_at timestamptz,
    data jsonb not null
);
create index alert_open on alert (raised_at) where cleared_at is null;
