package io.vigie.report.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.Change;
import io.vigie.report.record.ChangeFeed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to the notices of all replicas and feeds them to this one's watchers. After a lost
 * connection it tells everybody to look at everything again, because notices are not kept.
 */
@ApplicationScoped
public class NoticeListener {

  private static final Logger LOG = Logger.getLogger(NoticeListener.class);
  private static final int WAIT_MS = 2_000;

  private final Database database;
  private final ChangeFeed feed;
  private final Duration longestPause;
  private Thread thread;
  private volatile boolean stopping;

  @Inject
  public NoticeListener(Database database, ChangeFeed feed, ReportSettings settings) {
    this.database = database;
    this.feed = feed;
    this.longestPause = settings.retry().longest();
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("report-notices").start(this::listen);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    thread.interrupt();
  }

  private void listen() {
    Duration pause = Duration.ofMillis(100);
    while (!stopping) {
      try (Connection connection = database.connection()) {
        begin(connection);
        pause = Duration.ofMillis(100);
        feed.publish(Change.ALL);
        forward(connection);
      } catch (SQLException e) {
        if (!stopping) {
          LOG.warnf("notices interrupted: %s", Database.failure(e).getMessage());
          pause = rest(pause);
        }
      }
    }
  }

  private static void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + Notices.CHANNEL);
    }
  }

  private void forward(Connection connection) throws SQLException {
    PGConnection notices = connection.unwrap(PGConnection.class);
    while (!stopping) {
      for (PGNotification notice : notices.getNotifications(WAIT_MS)) {
        Notices.changes(notice.getParameter()).forEach(feed::publish);
      }
    }
  }

  private Duration rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
    Duration next = pause.multipliedBy(2);
    return next.compareTo(longestPause) > 0 ? longestPause : next;
  }
}
