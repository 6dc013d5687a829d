--liquibase formatted sql

--changeset weft:event-readers
-- Who reads the event log for others, each for its own: how far it has come, and whoever holds the row does it now.
create table event_reader (
    name text primary key,
    examined bigint not null,
    holder text,
    seen_at timestamptz not null
);
insert into event_reader (name, examined, holder, seen_at)
    select 'waits', examined, holder, seen_at from event_matcher;
insert into event_reader (name, examined, seen_at) select 'triggers', last, clock_timestamp() from event_head;
drop table event_matcher;

--changeset weft:triggers
-- The triggers of current revisions. "since" is the last event that was logged before the trigger was there. "touched" counts
-- what changes it; "applied" is up to which of these Temporal's schedule follows, where "scheduled" says that there is one.
create table definition_trigger (
    workflow text not null,
    name text not null,
    kind text not null,
    type text,
    revision integer not null,
    since bigint not null,
    paused_by text,
    paused_at timestamptz,
    removed boolean not null default false,
    scheduled boolean not null default false,
    touched bigint not null default 1,
    applied bigint not null default 0,
    alert text,
    alert_reason text,
    alerted_at timestamptz,
    filter_alert text,
    primary key (workflow, name)
);
create index definition_trigger_type on definition_trigger (type) where kind = 'event' and not removed;
create index definition_trigger_behind on definition_trigger (workflow) where touched <> applied;

-- The revision whose triggers are in the table; 0 of a definition that was saved before there was one.
alter table definition add column triggers_of integer not null default 0;

--changeset weft:firings
-- What triggers have to start, each key once: "due" until it is started or given up.
create table firing (
    id bigint generated always as identity primary key,
    workflow text not null,
    trigger text not null,
    key text not null,
    cause json not null,
    at timestamptz not null default clock_timestamp(),
    state text not null,
    run text,
    code text,
    reason text,
    attempts integer not null default 0,
    due_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    settled_at timestamptz,
    unique (workflow, trigger, key)
);
create index firing_due on firing (due_at) where state = 'due';
create index firing_of on firing (workflow, trigger, id);

-- Signatures of webhooks that were taken, for as long as their timestamps count.
create table hook_seen (
    signature text primary key,
    until timestamptz not null
);
create index hook_seen_until on hook_seen (until);
