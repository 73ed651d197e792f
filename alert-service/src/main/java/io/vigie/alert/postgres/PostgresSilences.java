package io.vigie.alert.postgres;

import io.vigie.alert.silence.SilenceBook;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Silence;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** The {@link SilenceBook} in PostgreSQL. */
public final class PostgresSilences implements SilenceBook {

  private final Transactions transactions;
  private final SilenceRows rows = new SilenceRows(new Json(), new Silences());

  public PostgresSilences(DataSource database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public List<Silence> lasting(Instant now) {
    return transactions.run("read silences", connection -> rows.lasting(connection, now));
  }
}
