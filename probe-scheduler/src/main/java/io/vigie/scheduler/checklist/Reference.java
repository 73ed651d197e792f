package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.ItemId;

/**
 * An item that another one names.
 *
 * @param place where it is named, for saying what is wrong with it
 */
public record Reference(ItemId from, Dependency to, ChecklistProblem place) {}
