--liquibase formatted sql

--changeset weft:tokens
create table token (
    id text primary key,
    digest bytea not null unique,
    user_id text not null,
    roles text[] not null,
    groups text[] not null,
    labels jsonb not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz
);

--changeset weft:idempotency
create table idempotency (
    user_id text not null,
    route text not null,
    key text not null,
    request_digest text not null,
    status integer,
    answer text,
    created_at timestamptz not null default now(),
    primary key (user_id, route, key)
);
