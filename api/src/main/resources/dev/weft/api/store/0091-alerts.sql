--liquibase formatted sql

--changeset weft:alerts
-- What the rules find to be the case now; what stands in it has been told as raised.
create table alert_found (
    kind text not null,
    subject text not null,
    id text not null,
    primary key (kind, subject)
);
create table alert_watch (
    is_only boolean primary key default true check (is_only),
    looked_at timestamptz not null
);
insert into alert_watch (looked_at) values ('epoch');
