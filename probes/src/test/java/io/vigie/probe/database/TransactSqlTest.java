package io.vigie.probe.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.probe.settings.InvalidSetting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL Server takes several statements with nothing between them. */
class TransactSqlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        " ( select 1 ) ",
        "SELECT count(*) FROM sale;",
        "SELECT count(*) FROM sale ; \n",
        "WITH a AS (SELECT 1 AS n) SELECT n FROM a",
        "SELECT 'DELETE FROM sale; it''s' AS [drop], \"update\" FROM t",
        "SELECT 1 -- then DELETE it",
        "SELECT /* DROP /* and */ DROP */ 1",
        "SELECT deleted, setting, [a]]delete] FROM updates",
        "SELECT name FROM sys.tables ORDER BY name OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY"
      })
  void takesWhatReads(String query) {
    assertThatCode(() -> TransactSql.requireReading(query)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-- SELECT 1",
        "DELETE FROM sale",
        "sp_who",
        "[sp_who]",
        "'SELECT' ",
        "SELECT 1; SELECT 2",
        "SELECT 1 DELETE FROM sale",
        "SELECT 1\ndelete\nFROM sale",
        "SELECT * INTO copy FROM sale",
        "WITH a AS (SELECT 1 AS n) DELETE FROM a",
        "SELECT 1 EXEC sp_who",
        "SELECT 1 WAITFOR DELAY '01:00'",
        "SELECT 1 COMMIT",
        "SELECT '' DROP TABLE sale --'",
        "SELECT 'a''' DROP TABLE sale",
        "SELECT [a]]] DROP TABLE sale",
        "SELECT 1 -- x\rDROP TABLE sale",
        "SELECT 1 -- x\u2028DROP TABLE sale",
        "SELECT /* /* */ */ 1 SHUTDOWN",
        "SELECT * FROM OPENROWSET(BULK '/etc/passwd', SINGLE_CLOB) AS f",
        "SELECT 1 IF 1=1 BEGIN PRINT 'x' END",
        "INSERT INTO a SELECT 1"
      })
  void refusesWhatMayDoMore(String query) {
    assertThatThrownBy(() -> TransactSql.requireReading(query))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("must be one statement of SQL Server that reads");
  }
}
