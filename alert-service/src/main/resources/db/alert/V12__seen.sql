-- How often an incident that is over was seen to fail in all, and by whom; what was known when it opened is in "opening".
alter table alert.incident add column seen text;
