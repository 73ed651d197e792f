package io.vigie.alert.sight;

import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Plan;
import io.vigie.alert.route.Plan.Owed;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That a channel refuses is told to those who would be told anyway, but not on that channel; where
 * nobody is left, on the fallback; where that is the one, on every other.
 *
 * @param usual decides about everything else
 * @param channels all that are configured
 */
public record OtherChannels(Audience usual, Set<String> channels, Optional<String> fallback)
    implements Audience {

  @Override
  public Plan plan(Check check, Instant at) {
    Plan plan = usual.plan(check, at);
    Optional<String> refusing = channels.stream().filter(name -> isAbout(check, name)).findFirst();
    return refusing.map(name -> without(plan, name, at)).orElse(plan);
  }

  private static boolean isAbout(Check check, String channel) {
    ItemId own = Trouble.item(Sight.nameOfChannel(channel));
    return check.item().equals(own);
  }

  private Plan without(Plan plan, String refusing, Instant at) {
    List<Owed> left =
        plan.opening().stream().filter(owed -> !owed.channel().equals(refusing)).toList();
    if (!left.isEmpty()) {
      return new Plan(plan.route(), left);
    }
    List<String> others =
        fallback
            .filter(name -> !name.equals(refusing))
            .map(List::of)
            .orElseGet(
                () -> channels.stream().filter(name -> !name.equals(refusing)).sorted().toList());
    return Plan.atOnce(Sentence.INSTEAD_OF.of(refusing), others, at);
  }
}
