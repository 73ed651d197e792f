package io.vigie.alert.notify.teams;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.WebCall;
import io.vigie.alert.notify.story.Story;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A channel or chat of Microsoft Teams behind a workflow. Its address is its password. */
final class Teams implements Notifier {

  /** How a connector of old says, with 200, that Teams asked it to wait or was in trouble. */
  private static final Pattern PASSING = Pattern.compile("HTTP error (429|408|5[0-9][0-9])");

  private final Secret url;
  private final WebCall call;

  Teams(Secret url, WebCall call) {
    this.url = url;
    this.call = call;
  }

  /** It cannot edit, so it speaks only where something has become of an incident. */
  @Override
  public boolean tells(Telling telling) {
    return telling != Telling.COMMENTED && telling != Telling.UPDATED;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    String message = TeamsCard.message(story);
    return call.post(URI.create(url.reveal()), Map.of(), message, this::read);
  }

  private Attempt read(WebCall.Answer answer) {
    String said = answer.body().strip();
    // A workflow accepts with nothing or with an account of its run, a connector says "1".
    if (answer.status() == 202 || said.isEmpty() || said.equals("1")) {
      return new Attempt.Delivered(Optional.empty());
    }
    return PASSING.matcher(said).find() ? call.passing(answer) : call.refusal(answer);
  }

  @Override
  public void close() {
    call.close();
  }
}
