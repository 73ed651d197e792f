package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Other items decide: one of them, all, any, or not. */
record RollUpForm(
    @ShortForm @Setting("This item must pass.") Optional<Member> item,
    @Setting("Every one must pass.") List<RollUpForm> all,
    @Setting("At least one must pass.") List<RollUpForm> any,
    @Setting("It must fail.") Optional<RollUpForm> not) {

  RollUpForm {
    long given =
        Stream.of(item.isPresent(), !all.isEmpty(), !any.isEmpty(), not.isPresent())
            .filter(is -> is)
            .count();
    if (given != 1) {
      throw new IllegalArgumentException(
          "must be the id of an item, or have one of all, any and not with something in it, "
              + (given == 0 ? "had none" : "had several"));
    }
  }

  /** An item of this checklist, or {@code system/environment/item}. */
  record Member(@ShortForm(only = true) @Limit(pattern = Member.SYNTAX) String text) {
    static final String SYNTAX = "(" + ItemForm.SLUG + "/" + ItemForm.SLUG + "/)?" + ItemForm.NAME;
    private static final Pattern PATTERN = Pattern.compile(SYNTAX);

    Member {
      if (!PATTERN.matcher(text).matches()) {
        throw new InvalidSetting(
            "text", "must be an item or system/environment/item, was \"" + text + "\"");
      }
    }
  }
}
