--liquibase formatted sql

--changeset weft:result-cache
-- Outputs that other runs may take. Losing a row costs work, nothing else.
create table result_cache (
    digest text primary key,
    workflow text not null,
    run text not null,
    generation integer not null,
    path text not null,
    output text not null,
    put_at timestamptz not null,
    expires_at timestamptz
);
create index result_cache_run on result_cache (run);
create index result_cache_workflow on result_cache (workflow);
create index result_cache_expires on result_cache (expires_at) where expires_at is not null;
create index event_rolling_back on event (run) where type = 'workflow.rolling_back';
