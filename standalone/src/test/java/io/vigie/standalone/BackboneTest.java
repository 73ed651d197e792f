package io.vigie.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackboneTest {

  private static final String ALERT = "quarkus.datasource.alert.jdbc.url";
  private static final String REPORT = "quarkus.datasource.report.jdbc.url";

  @TempDir Path folder;

  @Test
  void isBothWhereNothingIsGiven() throws IOException {
    assertThat(Backbone.told(file(""))).isEqualTo("Kafka and PostgreSQL");
  }

  @Test
  void isTheDatabaseWhereTheFileNamesABroker() throws IOException {
    assertThat(Backbone.told(file("kafka.bootstrap.servers=kafka.example.com:9092\n")))
        .isEqualTo("PostgreSQL");
  }

  @Test
  void isTheBrokerWhereTheFileNamesTheDatabaseOfBothServices() throws IOException {
    assertThat(Backbone.told(file(ALERT + "=jdbc:a\n%prod." + REPORT + "=jdbc:b\n")))
        .isEqualTo("Kafka");
  }

  @Test
  void startsNothingWhereAllIsGivenInTheEnvironment() throws IOException {
    var variables =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "kafka.example.com:9092",
            "QUARKUS_DATASOURCE_ALERT_JDBC_URL", "jdbc:a",
            "QUARKUS_DATASOURCE_REPORT_JDBC_URL", "jdbc:a");
    var given = Given.by(Optional.empty(), variables::get);

    assertThat(Backbone.told(given)).isEmpty();
    try (var data = DataFolder.open(folder);
        var backbone = Backbone.start(data, given)) {
      assertThat(backbone.settings()).isEmpty();
      assertThat(backbone.lost()).isNotCompleted();
      assertThat(data.kafka()).doesNotExist();
      assertThat(data.postgres()).doesNotExist();
    }
  }

  @Test
  void refusesADatabaseForOneServiceOnly() throws IOException {
    var half = file(REPORT + "=jdbc:b\n");

    assertThatThrownBy(() -> Backbone.told(half))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "%s and %s: both must be given, or neither; only %s was", ALERT, REPORT, REPORT);
  }

  private Given file(String text) throws IOException {
    var file = Files.writeString(folder.resolve("vigie.properties"), text);
    UnaryOperator<String> nothing = _ -> null;
    return Given.by(Optional.of(file), nothing);
  }
}
