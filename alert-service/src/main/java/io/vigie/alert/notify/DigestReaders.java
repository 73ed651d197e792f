package io.vigie.alert.notify;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.Rule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Refuses rules whose digests nobody would see, because their channel has no message for one. */
public final class DigestReaders {

  private DigestReaders() {}

  /**
   * Fails with the name of the setting that leads to such a channel.
   *
   * @param notifiers the channels that are open, by name
   */
  public static void require(Routes routes, Map<String, Notifier> notifiers) {
    for (Rule rule : routes.rules()) {
      Set<String> unable = new TreeSet<>(routes.channelsOf(rule));
      unable.removeIf(
          name -> !notifiers.containsKey(name) || notifiers.get(name).tells(Telling.DIGEST));
      if (rule.digest().isPresent() && !unable.isEmpty()) {
        throw new IllegalArgumentException(
            "vigie.alert.rules."
                + rule.number()
                + ".digest: must be for channels that can show a digest, was for \""
                + String.join("\", \"", unable)
                + "\"; name others in vigie.alert.rules."
                + rule.number()
                + ".channels");
      }
    }
  }
}
