-- An incident stands for itself, or is told with another (ADR 0009).
alter table alert.incident
  add column lead        uuid,        -- the incident that it is told with; null: it stands for itself
  add column fold_parent uuid,        -- the incident of what it depends on, where that is why
  add column fold_reason text,
  add column released_at timestamptz, -- when what it depends on was over
  add column unfold_at   timestamptz, -- when it is told by itself at the latest, being still open then
  add column cause_key   text,        -- what others that fail for the same reason have too
  add column severity    text,        -- of the worst of it and of those that are told with it
  add column over_at     timestamptz, -- when it and all that are told with it were over
  add column ack_by      text,
  add column ack_at      timestamptz,
  add column system      text generated always as
    (split_part(item, '/', 1) || '/' || split_part(item, '/', 2)) stored;

update alert.incident set over_at = resolved_at where resolved_at is not null;

create index incident_by_lead on alert.incident (lead) where lead is not null;
create index incident_by_parent on alert.incident (fold_parent)
  where fold_parent is not null and resolved_at is null;
create index incident_released on alert.incident (item)
  where released_at is not null and resolved_at is null;
create index incident_to_unfold on alert.incident (unfold_at)
  where unfold_at is not null and resolved_at is null;
create index incident_not_over on alert.incident (opened_at) where over_at is null;
create index incident_of_system on alert.incident (system) where resolved_at is null;

-- What people and Vigie did about an incident.
create table alert.remark (
  id       bigint generated always as identity primary key,
  incident uuid        not null references alert.incident on delete cascade,
  at       timestamptz not null,
  kind     text        not null, -- io.vigie.contract.alert.Remark.Kind
  by_whom  text,
  text     text        not null
);
create index remark_by_incident on alert.remark (incident, id);

-- What items cannot work without: system/environment/item or system/environment.
create table alert.dependency (
  item  text not null references alert.item on delete cascade,
  needs text not null, -- need not exist
  primary key (item, needs)
);
create index dependency_by_need on alert.dependency (needs);

insert into alert.dependency (item, needs)
select distinct d.item, needed.text
  from alert.definition d
 cross join lateral json_array_elements_text(
   case when d.definition like '%"dependsOn"%' then d.definition::json -> 'dependsOn' end)
   as needed (text);
