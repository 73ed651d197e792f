-- Words of jobs that are no verdict: those of a verdict are with its result.
create table report.heartbeat_said (
  nr        bigint generated always as identity primary key,
  id        text not null,
  at        timestamptz not null,
  -- start or log
  signal    text not null,
  -- Empty where the job gives none.
  rid       text not null,
  text      text not null,
  truncated boolean not null
);
create index heartbeat_said_by_item on report.heartbeat_said (id, at desc);

-- Which systems have jobs that report, and which job is meant, is asked with each ping by slug.
create index item_that_reports on report.item (system, environment) where ping is not null;
