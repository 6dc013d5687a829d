--liquibase formatted sql

--changeset weft:open-alerts
-- Alerts that aren't cleared yet: what is mended while no server runs is told afterwards.
create table open_alert (
    source text not null,
    subject text not null,
    alert text not null,
    raised_at timestamptz not null default now(),
    primary key (source, subject)
);
