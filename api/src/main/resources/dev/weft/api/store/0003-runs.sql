--liquibase formatted sql

--changeset weft:starts
create table start (
    run text primary key,
    workflow text not null,
    revision integer not null,
    key text,
    started_by text not null,
    started_at timestamptz not null default now()
);
create unique index start_key on start (workflow, key) where key is not null;
create index start_latest on start (workflow, started_at desc);
