-- What decides about an item is more than three numbers now: the check without its words, as JSON of
-- io.vigie.contract.check.Check, and the revision that it was made from. Where that is not the
-- item's, an older process wrote the item, and the definition is read instead. The older columns go
-- on being written for as long as such a process may run beside this one.
alter table alert.item add column rules text;
alter table alert.item add column rules_of text;
