-- An incident is told more than once: escalated, reminded of, opened again. And what may not be told
-- yet is owed with a later time. A process older than this must not run beside it: it would take every
-- row that is no opening for a resolution.
alter table alert.notification
  drop constraint notification_incident_channel_occasion_key,
  drop constraint notification_occasion_check,
  drop constraint notification_delivery_check,
  alter column incident drop not null, -- a test and a digest have none
  add column ordinal          int         not null default 0,
  add column if_still_failing boolean     not null default false, -- cancelled where it is over before it was told
  add column held_until       timestamptz, -- not to be told before; its age counts from then on
  add column because          text        not null default '',
  add column escalated_to     text,        -- where it went when this channel would not have it
  add column content          text,        -- JSON of what is told, where no incident says it
  add constraint notification_occasion_check check (occasion in
    ('opened', 'updated', 'acknowledged', 'commented', 'escalated', 'reminded', 'reopened', 'resolved',
     'test', 'digest')),
  add constraint notification_delivery_check check (delivery in
    ('pending', 'delivered', 'undelivered', 'cancelled')),
  add constraint notification_says_something check (incident is not null or content is not null);

create unique index notification_once on alert.notification (incident, channel, occasion, ordinal);

drop index alert.notification_to_send;
create index notification_to_send on alert.notification (channel, due_at) where delivery = 'pending';
