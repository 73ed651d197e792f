-- What must not be guessed. A reader of this table can compute every heartbeat address.
create table report.secret (
  name  text primary key,
  value bytea not null
);
insert into report.secret (name, value)
values ('heartbeat', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Where a job reports; of heartbeats only.
alter table report.item add column ping uuid;
create unique index item_by_ping on report.item (ping);

-- Runs of jobs that have begun and not ended. The run id is empty where the job gives none.
create table report.heartbeat_run (
  id         text not null,
  rid        text not null,
  started_at timestamptz not null,
  -- When it has run for too long, where there is such a time.
  end_by     timestamptz,
  -- True once that has been said.
  told       boolean not null default false,
  primary key (id, rid)
);
create index heartbeat_run_by_end on report.heartbeat_run (end_by) where not told;
