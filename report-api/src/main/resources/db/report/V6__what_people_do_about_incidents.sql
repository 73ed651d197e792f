-- Who accepts that an item fails.
alter table report.state add column waiver jsonb;

-- The incident that it is told with, and whether somebody looks after it.
alter table report.incident
  add column folded_into uuid,
  add column acknowledged boolean not null default false;
create index incident_by_lead on report.incident (folded_into, opened_at) where folded_into is not null;
-- Each page asks for the open ones of Vigie's own.
create index incident_by_system on report.incident (system, environment, opened_at desc);

create table report.silence (
  id      uuid primary key,
  version bigint not null,
  -- When it ends, or was ended.
  ends_at timestamptz not null,
  message jsonb not null
);
create index silence_by_end on report.silence (ends_at desc);
