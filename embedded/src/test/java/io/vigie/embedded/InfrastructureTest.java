package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InfrastructureTest {

  private final Infrastructure shared = Infrastructure.shared();

  @Test
  void isStartedOncePerProcess() {
    assertThat(Infrastructure.shared().kafkaBootstrap()).isEqualTo(shared.kafkaBootstrap());
    assertThat(Infrastructure.shared().jdbcUrl()).isEqualTo(shared.jdbcUrl());
  }

  @Test
  void makesDatabasesThatDoNotDisturbEachOther() throws Exception {
    var one = shared.freshDatabase();
    var other = shared.freshDatabase();

    ask(one, "CREATE TABLE same_name (id int)");
    ask(other, "CREATE TABLE same_name (id int)");

    assertThat(ask(one, "SELECT current_database()"))
        .isNotEqualTo(ask(other, "SELECT current_database()"));
  }

  @Test
  void hasABrokerThatTakesMessages() throws Exception {
    Messages.write(shared.kafkaBootstrap(), "infrastructure-test", "word");
  }

  private List<String> ask(String url, String sql) throws Exception {
    return Queries.ask(url, shared.username(), shared.password(), sql);
  }
}
