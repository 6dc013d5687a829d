--liquibase formatted sql

--changeset weft:cut-events
-- What those events came to that were cut off the log, with which counting begins; and up to where it was cut, but for what is
-- still needed.
create table measure_base (like measure including all);
create table measure_duration_base (like measure_duration including all);
create table event_cut (
    is_only boolean primary key default true check (is_only),
    position bigint not null
);
insert into event_cut (position) values (0);

--changeset weft:settled
create index delivery_position on delivery (position);
create index delivery_settled on delivery (settled_at) where settled_at is not null;
create index firing_settled on firing (settled_at) where settled_at is not null;
create index idempotency_created on idempotency (created_at);
create index result_cache_put on result_cache (put_at);
