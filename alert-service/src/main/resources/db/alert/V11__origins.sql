-- Where each definition was read: a process that slept may wake with one that was replaced long ago.
alter table alert.definition
  add column of_partition int,
  add column of_offset    bigint,
  add column of_time      timestamptz;
