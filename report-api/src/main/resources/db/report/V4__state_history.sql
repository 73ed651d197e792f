-- Each state that an item was in, from when on. No state means that it was removed.
create table report.state_history (
  id      text not null,
  since   timestamptz not null,
  version bigint not null,
  state   text,
  primary key (id, since)
);

-- What is known of the past when this table comes to be.
insert into report.state_history (id, since, version, state)
select id, since, version, state from report.state;
