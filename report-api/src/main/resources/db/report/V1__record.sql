-- What report-api remembers. Identifiers of items are system/environment/item, as on the wire.
create table report.item (
  id              text primary key,
  system          text not null,
  environment     text not null,
  item            text not null,
  system_title    text not null,
  title           text not null,
  category        text not null,
  severity        text not null,
  -- How long after a due time a result may arrive before the item is stale.
  patience_millis bigint not null,
  -- How many results the state is decided by.
  decided_by      int not null,
  definition      jsonb not null,
  removed_at      timestamptz
);
create index item_by_system on report.item (system, environment) where removed_at is null;

create table report.state (
  id       text primary key,
  version  bigint not null,
  state    text not null,
  since    timestamptz not null,
  as_of    timestamptz not null,
  reason   text not null,
  incident uuid
);

-- Append only: the run is unique, and the first result of a run is the one that stays.
create table report.result (
  run         uuid primary key,
  id          text not null,
  due_at      timestamptz not null,
  finished_at timestamptz not null,
  outcome     text not null,
  summary     text not null,
  message     jsonb not null
);
create index result_by_item on report.result (id, due_at desc);
create index result_by_outcome on report.result (id, outcome, due_at desc);
create index result_by_age on report.result (due_at);

-- The newest of an item's results and what follows from them; derived from report.result with each
-- batch, so the order in which results arrive does not matter.
create table report.pulse (
  id            text primary key,
  due_at        timestamptz not null,
  finished_at   timestamptz not null,
  outcome       text not null,
  summary       text not null,
  -- Failed results since the last passed one, counted up to 100.
  failures      int not null,
  last_pass     uuid,
  first_failure uuid
);

create table report.incident (
  id          uuid primary key,
  version     bigint not null,
  item        text not null,
  system      text not null,
  environment text not null,
  opened_at   timestamptz not null,
  resolved_at timestamptz,
  message     jsonb not null
);
create index incident_by_time on report.incident (opened_at desc, id desc);
create index incident_open on report.incident (opened_at desc, id desc) where resolved_at is null;
create index incident_by_item on report.incident (item, opened_at desc);

create table report.notification (
  id         uuid primary key,
  version    bigint not null,
  incident   uuid not null,
  created_at timestamptz not null,
  message    jsonb not null
);
create index notification_by_incident on report.notification (incident, created_at);

create table report.checklist (
  file      text primary key,
  loaded_at timestamptz not null,
  message   jsonb not null
);
