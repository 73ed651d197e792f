package io.vigie.standalone.demo;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vigie.testkit.deadman.DeadMansSwitch;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import io.vigie.testkit.twin.Fault;
import io.vigie.testkit.twin.ShopTwin;
import io.vigie.testkit.twin.Twin;
import io.vigie.testkit.twin.WikiTwin;
import io.vigie.testkit.twin.signal.RenderSignal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that stands on the stage of the demo: three systems, a Slack, a mailbox, an outside.
 */
@ApplicationScoped
public class DemoStage {

  /** Three rounds of the canary. */
  private static final Duration ALARM = Duration.ofSeconds(60);

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  private final DemoSettings settings;
  private final Vertx vertx;
  private final InstantSource clock;
  private List<Twin> twins = List.of();
  private FakeSlack slack;
  private FakeMailServer mail;
  private DeadMansSwitch outside;

  @Inject
  DemoStage(DemoSettings settings, Vertx vertx, InstantSource clock) {
    this.settings = settings;
    this.vertx = vertx;
    this.clock = clock;
  }

  /** Before the services, so that the first probe finds its target. */
  void open(@Observes @Priority(1) StartupEvent start) {
    if (!settings.enabled()) {
      return;
    }
    RenderSignal signal = signal();
    twins =
        List.of(
            ShopTwin.start(vertx, settings.shopPort()),
            WikiTwin.start(vertx, settings.wikiPort()),
            signal);
    slack = FakeSlack.start(settings.slackPort(), clock);
    mail = FakeMailServer.start(settings.mailPort(), clock);
    outside = DeadMansSwitch.start(settings.outsidePort(), clock);
    settings.mailCertificate().ifPresent(this::writeCertificate);
  }

  private RenderSignal signal() {
    DemoSettings.Signal where = settings.signal();
    RenderSignal signal =
        RenderSignal.start(vertx, clock, where.ports(), where.webhook().orElse(NOWHERE));
    where
        .trust()
        .ifPresent(file -> DemoTrust.write(file, List.of(signal.authority().certificate())));
    return signal;
  }

  private void writeCertificate(Path file) {
    try {
      Files.writeString(file, mail.certificate().pem());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": must be writable", e);
    }
  }

  void close(@Observes ShutdownEvent stop) {
    if (isOpen()) {
      twins.forEach(Twin::close);
      slack.close();
      mail.close();
      outside.close();
    }
  }

  boolean isOpen() {
    return !twins.isEmpty();
  }

  /** A fault with whether it is planted now. */
  record Switch(Fault fault, boolean planted) {}

  /** A system with the faults that it can have. */
  record Target(String name, String url, List<Switch> switches) {}

  List<Target> targets() {
    return twins.stream().map(DemoStage::target).toList();
  }

  private static Target target(Twin twin) {
    return new Target(
        twin.name(),
        twin.url().toString(),
        twin.faults().stream()
            .map(fault -> new Switch(fault, twin.planted().contains(fault.name())))
            .toList());
  }

  /** What was posted, newest root message first, each followed by the replies in its thread. */
  List<SlackMessage> slackMessages() {
    List<SlackMessage> all = slack.messages();
    return all.reversed().stream()
        .filter(SlackMessage::isRoot)
        .flatMap(root -> Stream.concat(Stream.of(root), repliesTo(root, all)))
        .toList();
  }

  private static Stream<SlackMessage> repliesTo(SlackMessage root, List<SlackMessage> all) {
    return all.stream().filter(message -> message.threadTs().filter(root.ts()::equals).isPresent());
  }

  /** What was mailed, oldest first. */
  List<ReceivedMail> mails() {
    return mail.mails();
  }

  /**
   * What is heard of this Vigie outside.
   *
   * @param last how long ago it last gave a sign of life; empty before the first
   * @param silent true where that is so long ago that somebody would be called
   */
  record Heard(int times, Optional<Duration> last, boolean silent) {

    /** For a page. */
    public String ago() {
      return last.map(span -> span.toSeconds() + " s ago").orElse("not yet");
    }
  }

  Heard heard() {
    List<Instant> signs = outside.signs();
    Optional<Duration> last =
        signs.isEmpty()
            ? Optional.empty()
            : Optional.of(Duration.between(signs.getLast(), clock.instant()));
    return new Heard(
        signs.size(), last, last.filter(span -> span.compareTo(ALARM) > 0).isPresent());
  }

  void plant(String fault) {
    owner(fault).plant(fault);
  }

  void mend(String fault) {
    owner(fault).mend(fault);
  }

  void mendAll() {
    twins.forEach(twin -> twin.planted().forEach(twin::mend));
  }

  private Twin owner(String fault) {
    return twins.stream()
        .filter(twin -> twin.has(fault))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(unknown(fault)));
  }

  private String unknown(String fault) {
    List<String> known =
        twins.stream().flatMap(twin -> twin.faults().stream()).map(Fault::name).toList();
    return "fault: must be one of " + String.join(", ", known) + "; was \"" + fault + "\"";
  }
}
