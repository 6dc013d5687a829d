--liquibase formatted sql

--changeset weft:definitions
create table definition (
    id text primary key,
    name text not null,
    description text not null,
    labels jsonb not null,
    revision integer not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);

--changeset weft:revisions
create table revision (
    definition text not null references definition (id),
    revision integer not null check (revision > 0),
    digest text not null,
    document text not null,
    source text not null,
    source_type text not null,
    origin text not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    primary key (definition, revision)
);

--changeset weft:revisions-are-immutable splitStatements:false
create function revision_is_immutable() returns trigger language plpgsql as $$
begin
    raise exception 'a revision never changes';
end $$;
create trigger revision_is_immutable before update or delete on revision
    for each row execute function revision_is_immutable();

--changeset weft:agents
create table agent (
    name text primary key,
    revision integer not null,
    document jsonb not null,
    digest text not null,
    origin text not null,
    updated_by text not null,
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);

--changeset weft:loaded
create table loaded (
    origin text not null,
    kind text not null,
    name text not null,
    digest text not null,
    loaded_at timestamptz not null default now(),
    primary key (origin, kind, name)
);
