-- When silence says something follows from the schedule, not from one number of milliseconds, and the
-- rest is read from the definition: what is written twice can disagree.
alter table report.item
  drop column system_title,
  drop column title,
  drop column category,
  drop column severity,
  drop column patience_millis,
  drop column decided_by;

-- What does not hold that should, of an item that passes.
alter table report.state add column warning text;
