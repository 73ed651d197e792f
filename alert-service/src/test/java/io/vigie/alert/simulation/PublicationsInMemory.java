package io.vigie.alert.simulation;

import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.contract.alert.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Publications on {@link Rows}. */
final class PublicationsInMemory implements Publications {

  private final Rows rows;

  PublicationsInMemory(Rows rows) {
    this.rows = rows;
  }

  @Override
  public List<Publication> unpublished(int limit) {
    synchronized (rows) {
      List<Publication> found = new ArrayList<>();
      rows.items.values().stream()
          .filter(row -> row.item.version() > row.published)
          .limit(limit)
          .forEach(row -> found.add(ofItem(row.item)));
      rows.commands.values().stream()
          .limit(limit)
          .forEach(command -> found.add(new Publication.OfCommand(command)));
      rows.incidents.values().stream()
          .filter(row -> row.version > row.published)
          .limit(limit)
          .forEach(row -> found.add(new Publication.OfIncident(row.view(rows))));
      rows.silences.values().stream()
          .filter(one -> one.version() > rows.silencesPublished.getOrDefault(one.id(), 0L))
          .limit(limit)
          .forEach(one -> found.add(new Publication.OfSilence(one)));
      rows.messages.stream()
          .filter(one -> one.version > one.published)
          .limit(limit)
          .forEach(one -> found.add(new Publication.OfNotification(notification(one))));
      return found;
    }
  }

  private static Publication ofItem(Item item) {
    return item.removed()
        ? new Publication.OfRemoval(item.id(), item.version())
        : new Publication.OfStatus(item.status());
  }

  private static Notification notification(Message one) {
    return new Notification(
        one.id,
        one.version,
        one.incident,
        one.item,
        one.channel,
        one.occasion,
        one.delivery,
        one.attempts,
        one.createdAt,
        one.deliveredAt,
        one.lastError,
        Optional.empty());
  }

  @Override
  public void published(List<Publication> publications) {
    synchronized (rows) {
      publications.forEach(this::mark);
    }
  }

  private void mark(Publication publication) {
    switch (publication) {
      case Publication.OfStatus(var status) -> {
        ItemRow row = rows.items.get(status.item());
        row.published = mark(row.published, status.version());
      }
      case Publication.OfRemoval(var item, var version) -> {
        ItemRow row = rows.items.get(item);
        row.published = mark(row.published, version);
      }
      case Publication.OfCommand(var command) -> rows.commands.remove(command.id());
      case Publication.OfSilence(var silence) ->
          rows.silencesPublished.merge(silence.id(), silence.version(), PublicationsInMemory::mark);
      case Publication.OfIncident(var incident) -> {
        IncidentRow row = rows.incidents.get(incident.id());
        row.published = mark(row.published, incident.version());
      }
      case Publication.OfNotification(var notification) ->
          rows.messages.stream()
              .filter(one -> one.id.equals(notification.id()))
              .forEach(one -> one.published = mark(one.published, notification.version()));
    }
  }

  /** Published behind a newer version: the newer one goes out once more. */
  private static long mark(long published, long version) {
    return published > version ? 0 : version;
  }
}
