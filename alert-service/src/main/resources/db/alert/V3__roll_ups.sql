-- Which items decide about which roll-ups.
create table alert.membership (
  member  text not null, -- need not exist
  roll_up text not null references alert.item on delete cascade,
  primary key (member, roll_up)
);
create index membership_by_roll_up on alert.membership (roll_up);

-- Roll-ups to compute. A row for each reason, so that nobody waits for anybody, and one that is
-- written while another is being worked on is not lost.
create table alert.roll_up_due (
  id    bigint generated always as identity primary key,
  item  text not null,
  depth int  not null -- how many roll-ups were computed on the way here
);
