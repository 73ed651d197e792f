package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.ChecklistForm.Version;
import io.vigie.scheduler.checklist.ItemForm.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an author may write at the top of a group of items that checklists include. */
record GroupForm(
    @Setting("The version of the language: 1.") Version vigie,
    @Setting("Names the group; this key makes the file one.") Name group,
    @Setting("What a person reads.") Optional<String> title,
    @Setting("What an include must give, to be used as ${name} below.") List<Parameter> parameters,
    @Setting("Further values to be used as ${name}; each may use those above it.")
        Map<String, Node.Scalar> vars,
    @Setting("Groups that this one is made of.") List<IncludeForm> include,
    @Setting("The lines of the group.") List<Node> items) {

  /** The name of a value that an include gives. */
  record Parameter(@ShortForm(only = true) @Limit(pattern = Parameter.SYNTAX) String name) {
    static final String SYNTAX = "[A-Za-z_][A-Za-z0-9_-]{0,99}";

    Parameter {
      if (!name.matches(SYNTAX)) {
        throw new InvalidSetting("name", "must be a word such as host, was \"" + name + "\"");
      }
    }
  }

  /** The names of the parameters. */
  List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }
}
