--liquibase formatted sql

--changeset weft:start-digest
alter table start add column request_digest text;
