package io.vigie.alert.notify.story;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a target, an author or a colleague could write to do harm with a message. */
public final class Hostility {

  /** In all of it; what harmless channels show of it too. */
  public static final String MARK = "<!here>";

  /** One at a time, and then all of them. */
  public static final List<String> PAYLOADS =
      List.of(
          MARK + " <!channel> <!everyone> <@U1> <#C1> <!subteam^S1>",
          MARK + " <http://evil.example|click> <https://evil.example> https://evil.example",
          MARK + " <script>alert(1)</script><img src=\"https://evil.example/x\" onerror='x'>",
          MARK + " \r\nBcc: victim@example.com\r\n\r\nbody\nSince: never",
          MARK + " \u202Egnp.exe\u2066 \u200B\uFEFF \u0000\u0007\u001B[31m \u2028\u2029 \uD800",
          MARK + " {{7*7}} ${7*7} #{7*7} %s %n {{DATE(2026-11-20T08:00:00Z, SHORT)}}",
          MARK + " *bold* _it_ `code` ``` ~no~ [a](https://evil.example) | & \" ' ]]> \\");

  private Hostility() {}

  /** Everything at once. */
  public static String everything() {
    return String.join(" ", PAYLOADS);
  }

  public static Stream<String> payloads() {
    return Stream.concat(PAYLOADS.stream(), Stream.of(everything()));
  }

  /** An item whose author meant ill. */
  public static Check check(String payload) {
    Meaning meaning =
        new Meaning(
            payload,
            payload,
            payload,
            Severity.P0,
            Optional.of(new Meaning.Owner(payload, Optional.of(payload))),
            Optional.of(payload),
            Optional.of(payload),
            Optional.of("https://evil.example/|" + MARK),
            Optional.of(payload),
            "en",
            List.of(payload));
    return Samples.check(Samples.item("CH-001"), Thresholds.DEFAULT, payload, "r1", meaning);
  }

  /** A posting in which nobody meant well. */
  public static Posting posting(Telling telling, String payload, List<String> receipts) {
    Posting tame = Tales.posting(telling, check(payload), payload, receipts);
    return new Posting(
        tame.rows(),
        tame.channel(),
        telling,
        incident(tame.incident(), payload),
        tame.check(),
        tame.attempts(),
        tame.receipt(),
        false,
        tame.causedAt(),
        0,
        payload,
        tame.receipts(),
        tame.listing()
            .map(
                list ->
                    new Posting.Listing(
                        list.total(),
                        list.open(),
                        list.some().stream().map(one -> incident(one, payload)).toList())));
  }

  private static Incident incident(Incident tame, String payload) {
    return new Incident(
        tame.id(),
        tame.version(),
        tame.item(),
        tame.severity(),
        payload,
        tame.firstFailedAt(),
        tame.openedAt(),
        tame.resolvedAt(),
        tame.lastPassedAt(),
        new Outcome.Failed(
            new Outcome.Failure(
                "expectation",
                "evaluate",
                payload,
                List.of(new Outcome.Unmet(payload, payload), new Outcome.Unmet("a", payload)))),
        tame.isOpen() ? "" : payload,
        tame.fold(),
        tame.acknowledged().map(who -> new Acknowledgement(payload, who.at())),
        tame.history().stream()
            .map(one -> new Remark(one.at(), one.kind(), Optional.of(payload), payload))
            .toList(),
        tame.members().map(all -> new Members(all.total(), all.open(), all.some())),
        tame.seen());
  }
}
