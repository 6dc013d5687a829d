--liquibase formatted sql

--changeset weft:run-lists
-- All that lists of runs show. by_events: whether the event log tells how it stands; else Temporal is asked again and again.
-- as_of: the time of what is known, by Temporal's clock, so that what comes late changes nothing.
alter table run_seen
    add column started_by text not null default '',
    add column parent text,
    add column execution text,
    add column progress integer not null default 0,
    add column waiting_for text[] not null default '{}',
    add column by_events boolean not null default false,
    add column as_of timestamptz not null default 'epoch',
    add column looked_at timestamptz not null default 'epoch';
update run_seen set progress = 100 where status = 'COMPLETED';
create index run_seen_started on run_seen (started_at desc, run desc);
create index run_seen_workflow on run_seen (workflow, started_at desc, run desc);
create index run_seen_status on run_seen (status, started_at desc, run desc);
create index run_seen_parent on run_seen (parent, started_at desc, run desc) where parent is not null;
create index run_seen_labels on run_seen using gin (labels jsonb_path_ops);
create index run_seen_look on run_seen (by_events, looked_at) where ended_at is null;
-- Up to which beginning of an execution Temporal was asked: from the first one on.
insert into event_cursor (name, seen_until) values ('runs in Temporal', 'epoch');
