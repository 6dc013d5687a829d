--liquibase formatted sql

--changeset weft:event-waits
-- Tasks that wait for events. One without "examined" is up with the log: it is looked at for each new event. One that is
-- behind has been looked at for all up to "examined", and is looked at again once it is due, but for events to "skip", of
-- which its run was told meanwhile.
-- Numbers waits and looks in the order in which they came.
create sequence event_wait_noted;

create table event_wait (
    noted bigint not null default nextval('event_wait_noted'),
    id text primary key,
    run text not null,
    path text not null,
    task text not null,
    sequence integer not null,
    type text not null,
    filter text,
    names json not null,
    taken text[] not null,
    examined bigint,
    due_at timestamptz not null default clock_timestamp(),
    looks integer not null default 0,
    skip bigint[] not null default '{}'
);
create index event_wait_run on event_wait (run);
create index event_wait_behind on event_wait (due_at) where examined is not null;

-- Up to where all waits that aren't behind have been looked at, and who does that now: whoever holds the row.
create table event_matcher (
    is_only boolean primary key default true check (is_only),
    examined bigint not null,
    holder text,
    seen_at timestamptz not null
);
insert into event_matcher (examined, seen_at) select last, clock_timestamp() from event_head;
