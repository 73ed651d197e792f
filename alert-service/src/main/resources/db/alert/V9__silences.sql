-- What people asked for, each order once; what was refused is kept with the reason.
create table alert.order_taken (
  id      uuid primary key,
  at      timestamptz not null,
  type    text        not null,
  subject text        not null,
  by_whom text,
  refused text
);
create index order_taken_at on alert.order_taken (at);

-- For a while nobody is told of what fails among some items.
create table alert.silence (
  id                uuid primary key,
  matcher           text        not null, -- JSON of io.vigie.contract.alert.Matcher
  reason            text        not null,
  by_whom           text        not null,
  from_at           timestamptz not null,
  until_at          timestamptz not null,
  ended_at          timestamptz,
  ended_by          text,
  version           bigint      not null default 1,
  published_version bigint      not null default 0,
  changed_at        timestamptz not null
);
create index silence_until on alert.silence (until_at);
create index silence_to_publish on alert.silence (changed_at) where version > published_version;
