package io.vigie.report.postgres;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.report.heartbeat.PingAddress;
import io.vigie.report.record.SystemKey;
import java.util.Optional;
import java.util.UUID;

/** Addresses of heartbeats, by the key that lies in the database. */
final class PingAddresses {

  private final Database database;
  private volatile byte[] key;

  PingAddresses(Database database) {
    this.database = database;
  }

  UUID of(ItemId item) {
    return PingAddress.of(key(), item);
  }

  /** The address of an item that has one. */
  Optional<UUID> of(Check check) {
    return check.nature() instanceof Heartbeat ? Optional.of(of(check.item())) : Optional.empty();
  }

  String keyOf(SystemKey system) {
    return PingAddress.keyOf(key(), system);
  }

  private byte[] key() {
    if (key == null) {
      key =
          database
              .query(
                  "select value from report.secret where name = 'heartbeat'",
                  row -> row.getBytes(1))
              .getFirst();
    }
    return key;
  }
}
