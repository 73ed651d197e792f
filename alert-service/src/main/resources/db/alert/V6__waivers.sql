-- Who accepts that an item fails: JSON of io.vigie.contract.alert.Waiver. A change of the checklist
-- leaves it as it is.
alter table alert.item add column waiver text;
