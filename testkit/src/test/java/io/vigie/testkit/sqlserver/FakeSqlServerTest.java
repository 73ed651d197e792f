package io.vigie.testkit.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fake is a SQL Server to the driver of its maker. */
@Timeout(30)
class FakeSqlServerTest {

  private static SQLServerDataSource at(RawTarget target, String encrypt) {
    SQLServerDataSource source = new SQLServerDataSource();
    source.setServerName("localhost");
    source.setPortNumber(target.port());
    source.setUser(FakeSqlServer.USER);
    source.setPassword(FakeSqlServer.PASSWORD);
    source.setDatabaseName("shop");
    source.setEncrypt(encrypt);
    source.setTrustServerCertificate(true);
    source.setConnectRetryCount(0);
    source.setLoginTimeout(5);
    return source;
  }

  private static FakeSqlServer secure() {
    return FakeSqlServer.secure(TestAuthority.create(InstantSource.system()).issue("localhost"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void isUnderstoodByTheDriverOfSqlServer(String encrypt) throws SQLException {
    TdsTokens answer =
        new TdsTokens()
            .columns(3)
            .column("n", 0x26, 8)
            .column("name", 0xe7, 0x40, 0, 9, 4, 0xd0, 0, 0x34)
            .column("price", 0x6a, 5, 9, 2)
            .row()
            .u8(8)
            .little(-7, 8)
            .little(10, 2)
            .wide("Café!")
            .u8(5, 1)
            .little(1250, 4)
            .done(1);
    FakeSqlServer server =
        (encrypt.equals("true") ? secure() : FakeSqlServer.inClear())
            .answering("SELECT n, name, price FROM sale", answer);
    try (RawTarget target = RawTarget.start(server);
        Connection connection = at(target, encrypt).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT n, name, price FROM sale")) {

      assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith("16.00.4201");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong("n")).isEqualTo(-7);
      assertThat(rows.getString("name")).isEqualTo("Café!");
      assertThat(rows.getBigDecimal("price")).isEqualTo("12.50");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void refusesAWrongPasswordAsTheProductDoes() {
    try (RawTarget target = RawTarget.start(FakeSqlServer.inClear())) {
      SQLServerDataSource source = at(target, "false");
      source.setPassword("wrong");

      assertThatThrownBy(source::getConnection)
          .isInstanceOfSatisfying(
              SQLServerException.class, e -> assertThat(e.getErrorCode()).isEqualTo(18456));
    }
  }

  @Test
  void stopsWhatTheDriverNoLongerWants() throws SQLException {
    FakeSqlServer server = FakeSqlServer.inClear().answering("WAIT", FakeSqlServer.NOTHING);
    try (RawTarget target = RawTarget.start(server);
        Connection connection = at(target, "false").getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);

      assertThatThrownBy(() -> statement.execute("WAIT")).hasMessageContaining("timed out");
    }
  }
}
