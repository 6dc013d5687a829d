--liquibase formatted sql

--changeset weft:sessions
-- Whoever has signed in at the page. A session of a token is as good as its token, which is looked up again each time; one of an
-- identity provider ends with what that has signed.
create table session (
    digest bytea primary key,
    token_digest bytea,
    user_id text not null,
    roles text[] not null,
    groups text[] not null,
    labels jsonb not null,
    token_id text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index session_expires on session (expires_at);
