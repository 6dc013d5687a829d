--liquibase formatted sql

--changeset weft:subscriptions
-- Where events are sent to. "since" is the last event that was logged before the subscription was there.
create table subscription (
    id text primary key,
    url text not null,
    types text[] not null,
    workflow text,
    filter text,
    secret text not null,
    retry_seconds bigint not null,
    since bigint not null,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    paused_by text,
    paused_at timestamptz,
    alert text,
    alert_reason text
);

-- The events that are sent, each once a subscription: "due" until Temporal has it, then "handed", "delivered" or "dead". Events
-- of one lane go one after the other.
create table delivery (
    id bigint generated always as identity primary key,
    subscription text not null references subscription (id) on delete cascade,
    position bigint not null,
    lane text not null,
    state text not null,
    code text,
    reason text,
    attempts integer not null default 0,
    noted_at timestamptz not null default clock_timestamp(),
    settled_at timestamptz,
    unique (subscription, position)
);
create index delivery_due on delivery (subscription, position) where state = 'due';
create index delivery_open on delivery (subscription, lane) where state = 'handed';
create index delivery_of on delivery (subscription, state, id);

insert into event_reader (name, examined, seen_at) select 'subscriptions', last, clock_timestamp() from event_head;
