--liquibase formatted sql

--changeset weft:late-tasks
-- Tasks whose sla has passed and that aren't done. Folded from the event log, as the rest.
create table task_late (
    run text not null,
    task text not null,
    workflow text not null,
    due timestamptz not null,
    primary key (run, task)
);
create index task_late_due on task_late (due);
