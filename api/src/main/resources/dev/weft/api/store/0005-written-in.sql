--liquibase formatted sql

--changeset weft:written-in
alter table revision add column written_in text not null default '3.0.0';
alter table revision alter column written_in drop default;
