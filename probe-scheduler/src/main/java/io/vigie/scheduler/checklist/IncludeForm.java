package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.Map;
import java.util.Optional;

/** A group of items from another file. */
record IncludeForm(
    @ShortForm @Setting("The file of the group, as seen from this one.") String file,
    @Setting("A value for each parameter of the group.") Map<String, Node.Scalar> with,
    @Setting("What to put before each id of the group.")
        @Limit(pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,49}")
        Optional<String> prefix) {}
