-- What is believed of each item. One row changes with every result, so it is kept small, its
-- definition lies elsewhere, and no index covers a column that every result changes (HOT updates).
create table alert.item (
  item              text primary key,
  revision          text        not null,
  fails             smallint    not null,
  fails_of          smallint    not null,
  recovers          smallint    not null,
  patience_ms       bigint      not null,
  state             text        not null, -- JSON of io.vigie.alert.state.State; text, because jsonb refuses \u0000
  reason            text        not null,
  removed           boolean     not null default false,
  version           bigint      not null,
  published_version bigint      not null default 0,
  -- Not after the time at which the item becomes stale; moved on by the ticker, not by results.
  wake_at           timestamptz,
  changed_at        timestamptz not null
) with (fillfactor = 60);

create index item_to_wake on alert.item (wake_at) where wake_at is not null;
create index item_to_publish on alert.item (changed_at) where version > published_version;

create table alert.definition (
  item       text primary key references alert.item on delete cascade,
  definition text not null -- JSON of io.vigie.contract.check.Check
);

create table alert.incident (
  id                uuid primary key,
  item              text        not null,
  opened_at         timestamptz not null,
  resolved_at       timestamptz,
  resolution        text        not null default '',
  opening           text        not null, -- JSON of io.vigie.contract.alert.Incident as it opened
  definition        text        not null, -- JSON of the check as it was then
  version           bigint      not null default 1,
  published_version bigint      not null default 0,
  changed_at        timestamptz not null
);

-- What makes a second open incident of an item impossible, whatever the code does.
create unique index incident_open on alert.incident (item) where resolved_at is null;
create index incident_to_publish on alert.incident (changed_at) where version > published_version;
create index incident_resolved on alert.incident (resolved_at) where resolved_at is not null;

-- The outbox: one row for each incident, channel and occasion.
create table alert.notification (
  id                uuid primary key default gen_random_uuid(),
  incident          uuid        not null references alert.incident on delete cascade,
  item              text        not null,
  channel           text        not null,
  occasion          text        not null check (occasion in ('opened', 'resolved')),
  delivery          text        not null default 'pending'
                    check (delivery in ('pending', 'delivered', 'undelivered')),
  attempts          integer     not null default 0,
  caused_at         timestamptz not null,
  created_at        timestamptz not null,
  due_at            timestamptz not null,
  leased_until      timestamptz,
  delivered_at      timestamptz,
  receipt           text,
  last_error        text,
  version           bigint      not null default 1,
  published_version bigint      not null default 0,
  changed_at        timestamptz not null,
  unique (incident, channel, occasion)
);

create index notification_to_send on alert.notification (channel, created_at)
  where delivery = 'pending';
create index notification_to_publish on alert.notification (changed_at)
  where version > published_version;
create index notification_undelivered on alert.notification (created_at)
  where delivery = 'undelivered';
