-- When an incident that goes on is looked at next: escalated, reminded of, or left alone.
alter table alert.incident add column followup_at timestamptz not null default '-infinity';
create index incident_to_follow_up on alert.incident (followup_at) where over_at is null;

-- How each channel stands: what it took last, and what it would not have.
create index notification_taken on alert.notification (channel, delivered_at) where delivered_at is not null;
create index notification_refused on alert.notification (channel, changed_at) where delivery = 'undelivered';
