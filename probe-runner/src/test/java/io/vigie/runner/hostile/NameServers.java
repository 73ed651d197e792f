package io.vigie.runner.hostile;

import io.vigie.testkit.dns.FakeDns;
import io.vigie.testkit.dns.Zone;
import java.util.Arrays;

/** Name servers that do not behave. */
final class NameServers {

  private NameServers() {}

  /** Who is told of each. */
  interface Told {

    /**
     * Of one of them.
     *
     * @param verdicts what a runner may say of it
     */
    void of(String name, FakeDns server, String... verdicts);
  }

  /** Hands over one of each sort. */
  static void each(Told told) {
    told.of("is silent", FakeDns.start().says("a.example", Zone.silence()), "failed dns-timeout");
    told.of("does not know", FakeDns.start(), "failed dns-nxdomain");
    told.of("is in trouble", FakeDns.start().says("a.example", Zone.of(2)), "failed dns-servfail");
    told.of(
        "answers garbage",
        FakeDns.start().spoiling(_ -> new byte[] {1, 2, 3}),
        "failed dns-timeout",
        "failed dns-malformed");
    told.of(
        "points in circles",
        FakeDns.start().spoiling(NameServers::circular),
        "failed dns-malformed");
    told.of(
        "promises more than it sends",
        FakeDns.start().spoiling(NameServers::boasting),
        "failed dns-malformed",
        "failed dns-nxdomain");
    told.of(
        "is cut and will not say the rest",
        FakeDns.start().says("a.example", Zone.of(0).tooLong()).withoutTcp(),
        "failed dns-truncated",
        "failed dns-malformed");
    told.of(
        "leads an alias in circles",
        FakeDns.start()
            .says(
                "a.example",
                Zone.records(
                    Zone.cname("a.example", "b.example"), Zone.cname("b.example", "a.example"))),
        "failed dns-cname-loop");
  }

  /** The name of the question points to itself. */
  private static byte[] circular(byte[] answer) {
    byte[] spoilt = Arrays.copyOf(answer, answer.length);
    spoilt[12] = (byte) 0xC0;
    spoilt[13] = 12;
    return spoilt;
  }

  /** A hundred records, of which none is there. */
  private static byte[] boasting(byte[] answer) {
    byte[] spoilt = Arrays.copyOf(answer, answer.length);
    spoilt[7] = 100;
    return spoilt;
  }
}
