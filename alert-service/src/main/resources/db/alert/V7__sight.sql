-- From where an item is seen, and since when it is not: what is counted to tell our own blindness from
-- a target's failure. The index covers what changes with the state, not with each result (HOT updates).
alter table alert.item
  add column locations   text[],
  add column blind_since timestamptz;

update alert.item i
   set locations = coalesce(
         (select array_agg(place.name)
            from json_array_elements_text(d.definition::json -> 'vantage' -> 'locations')
              as place (name)),
         array[d.definition::json -> 'probe' ->> 'location'])
  from alert.definition d
 where d.item = i.item and d.definition::json -> 'probe' ->> 'location' is not null;

create index item_blind on alert.item (blind_since) where blind_since is not null;
