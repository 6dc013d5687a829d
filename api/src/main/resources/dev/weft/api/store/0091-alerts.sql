--liquibase formatted sql

--changeset weft:alert-watch
-- Of several servers one looks at the rules for alerts at a time.
create table alert_watch (
    is_only boolean primary key default true check (is_only),
    looked_at timestamptz not null
);
insert into alert_watch (looked_at) values ('epoch');
