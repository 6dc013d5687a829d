--liquibase formatted sql

--changeset weft:definition-sets
-- Which definitions were last applied together: what is pruned is what a set had and has no more. A definition is of one set at most.
create table definition_set (
    definition text primary key references definition (id),
    name text not null
);
create index definition_set_name on definition_set (name, definition);
