--liquibase formatted sql

--changeset weft:events
-- The log: append-only, positions without gaps. Whoever writes locks event_head until the commit, so that a reader never sees
-- a position before a smaller one.
create table event (
    position bigint primary key,
    source text not null,
    id text not null,
    type text not null,
    subject text,
    time timestamptz not null,
    data json,
    extensions json not null,
    run text,
    workflow text,
    generation integer,
    sequence integer,
    logged_at timestamptz not null default clock_timestamp(),
    unique (source, id)
);
create index event_run on event (run, position) where run is not null;
create index event_sequence on event (run, sequence) where run is not null;
create index event_workflow on event (workflow, position) where workflow is not null;
create index event_type on event (type, position);
create index event_logged on event (logged_at);

create table event_head (
    is_only boolean primary key default true check (is_only),
    last bigint not null
);
insert into event_head (last) values (0);

create table event_publisher (
    publisher text primary key,
    seen_at timestamptz not null
);

create table event_cursor (
    name text primary key,
    seen_until timestamptz not null
);
