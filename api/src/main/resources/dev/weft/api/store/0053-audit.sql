--liquibase formatted sql

--changeset weft:audit splitStatements:false
-- The audit trail: append-only, positions without gaps. "hash" is the sha-256 of the hash before, the position and the entry, as
-- lower-case hexadecimal. Whoever writes locks audit_head until the commit.
create table audit (
    position bigint primary key,
    entry text not null,
    hash text not null,
    at timestamptz not null,
    user_id text generated always as (cast(entry as json) ->> 'user') stored,
    action text generated always as (cast(entry as json) ->> 'action') stored,
    target text generated always as (cast(entry as json) ->> 'target') stored
);
create index audit_user on audit (user_id, position);
create index audit_target on audit (target, position);
create index audit_at on audit (at);

-- The last entry, and the last one that was cut off because it was kept for long enough.
create table audit_head (
    is_only boolean primary key default true check (is_only),
    last bigint not null,
    hash text not null,
    cut bigint not null default 0,
    cut_hash text not null default ''
);
insert into audit_head (last, hash) values (0, '');

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('weft.audit_cut', true) = 'on' then
        return old;
    end if;
    raise exception 'an entry of the audit trail never changes';
end $$;
create trigger audit_is_append_only before update or delete on audit
    for each row execute function audit_is_append_only();
create trigger audit_is_not_truncated before truncate on audit
    for each statement execute function audit_is_append_only();
