--liquibase formatted sql

--changeset weft:event-gaps
-- What a publisher knows that the log lacks, and who looks after one that died.
alter table event_publisher
    add column missing_runs integer not null default 0,
    add column missing_since timestamptz,
    add column trouble text,
    add column heir text;
