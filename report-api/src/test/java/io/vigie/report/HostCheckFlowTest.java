package io.vigie.report;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of somebody else whose name leads to us is not answered. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class HostCheckFlowTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/v1/systems", "/api/v1/stream", "/q/metrics", "/ping/x", "/assets/x"})
  void anotherNameIsMisdirected(String path) {
    given()
        .header("Host", "evil.example:8080")
        .get(path)
        .then()
        .statusCode(421)
        .contentType("text/plain")
        .header("Content-Security-Policy", notNullValue())
        .body(
            equalTo(
                "host: must be a name of this server (vigie.http.hosts), was"
                    + " \"evil.example\"\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "127.0.0.1", "[::1]:8080"})
  void thisMachineIsAnswered(String host) {
    given().header("Host", host).get("/api/v1/systems").then().statusCode(200);
  }

  @Test
  void nothingIsWrittenInTheNameOfAnotherPage() {
    given()
        .header("Host", "evil.example")
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/items/shop/production/CH-1/runs")
        .then()
        .statusCode(421)
        .body(containsString("evil.example"));
  }
}
