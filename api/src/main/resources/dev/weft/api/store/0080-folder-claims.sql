--liquibase formatted sql

--changeset weft:folder-claims
-- Which file of a watched folder says what an agent or a definition is: another of the same name is told, and doesn't count.
create table folder_claim (
    kind text not null,
    name text not null,
    folder text not null,
    file text not null,
    claimed_at timestamptz not null default now(),
    primary key (kind, name)
);
create index folder_claim_file on folder_claim (kind, folder, file);
