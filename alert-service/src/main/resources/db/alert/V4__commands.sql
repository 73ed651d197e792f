-- What others are to be asked for; gone once it is published.
create table alert.command (
  id         uuid primary key,
  item       text        not null,
  command    text        not null, -- JSON of io.vigie.contract.command.Command
  created_at timestamptz not null
);
create index command_to_publish on alert.command (created_at);
