package io.vigie.probe.dns;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.dns.DnsClient.Answered;
import io.vigie.probe.dns.DnsMessage.Malformed;
import io.vigie.probe.dns.DnsRecords.Loop;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.HostPort;
import io.vigie.probe.net.Stage;
import io.vigie.probe.net.Trouble.Broken;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The way of one run: finds each resolver, asks all of them at once, and judges their answers. */
final class DnsRun {

  static final Stage QUERY = new Stage("query", "waiting for answers");

  private final DnsSettings settings;
  private final Attempt attempt;
  private final DnsQuestion question;

  DnsRun(DnsSettings settings, Attempt attempt) {
    this.settings = settings;
    this.attempt = attempt;
    this.question = settings.question();
  }

  /** What one resolver said. */
  record Said(HostPort resolver, Answered answered, DnsRecords records) {

    String rcode() {
      return DnsVocabulary.rcode(answered.message().rcode());
    }
  }

  Future<Observation> look() {
    List<HostPort> places = settings.places();
    if (question.type() == RecordType.SOA) {
      attempt.number(DnsVocabulary.SERIAL, 0);
    }
    List<Future<List<InetAddress>>> resolved = new ArrayList<>();
    places.forEach(place -> resolved.add(attempt.resolve(place.host())));
    return Future.all(resolved).compose(_ -> ask(places, resolved)).map(this::seen);
  }

  private Future<List<Said>> ask(List<HostPort> places, List<Future<List<InetAddress>>> resolved) {
    attempt.enter(QUERY);
    List<Future<Said>> asked = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      asked.add(ask(places.get(i), resolved.get(i).result().getFirst()));
    }
    return Future.all(asked).map(all -> all.list());
  }

  private Future<Said> ask(HostPort place, InetAddress address) {
    DnsClient client = new DnsClient(attempt, DnsClient.at(address, place.port()), question);
    return client.ask().map(answered -> said(place, client, answered));
  }

  private Said said(HostPort place, DnsClient client, Answered answered) {
    DnsMessage message = answered.message();
    if (place.equals(settings.places().getFirst())) {
      count(message);
    }
    try {
      DnsRecords records = DnsRecords.of(message, question);
      requireAnswer(client, message.rcode(), records);
      return new Said(place, answered, records);
    } catch (Malformed e) {
      throw new Broken(
          "dns-malformed", "the answer of " + client.shown() + " is malformed: " + e.getMessage());
    } catch (Loop e) {
      throw new Broken("dns-cname-loop", client.shown() + " says: " + e.getMessage());
    }
  }

  /** Known however the answer is judged. */
  private void count(DnsMessage message) {
    attempt.number("answerRecords", message.answers().size());
    attempt.number("authorityRecords", message.authorities());
    attempt.number("additionalRecords", message.additionals());
  }

  private void requireAnswer(DnsClient client, int rcode, DnsRecords records) {
    String asked = question.name() + " " + question.type();
    switch (rcode) {
      case 0 -> {
        if (records.texts().isEmpty() && !settings.absent()) {
          throw new Broken("dns-empty", client.shown() + " knows no record for " + asked);
        }
      }
      case 3 -> {
        if (!settings.absent()) {
          throw new Broken(
              "dns-nxdomain", client.shown() + " says that " + question.name() + " does not exist");
        }
      }
      case 2 -> throw new Broken("dns-servfail", client.shown() + " could not find out " + asked);
      case 5 -> throw new Broken("dns-refused", client.shown() + " refuses to answer");
      default ->
          throw new Broken("dns-error", client.shown() + " answers " + DnsVocabulary.rcode(rcode));
    }
  }

  private Observation seen(List<Said> said) {
    return DnsVocabulary.seen(attempt, said);
  }
}
