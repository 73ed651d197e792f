package io.vigie.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the kernel says, sorted. On the loopback network only a refusal can be had; the others are
 * as the JDK and Netty's native transport word them.
 */
class ConnectTroubleTest {

  static Stream<Arguments> reasonsOfTheTarget() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), "connection-refused"),
        Arguments.of(
            new ConnectException("finishConnect(..) failed with error(-111): Connection refused"),
            "connection-refused"),
        Arguments.of(new NoRouteToHostException("No route to host"), "host-unreachable"),
        Arguments.of(
            new SocketException("finishConnect(..) failed with error(-113): No route to host"),
            "host-unreachable"),
        Arguments.of(new ConnectException("Connection timed out"), "connection-timed-out"),
        Arguments.of(new SocketException("Connection reset by peer"), "connection-reset"),
        Arguments.of(new IOException("something else"), "connection-failed"));
  }

  static Stream<Arguments> reasonsOfOurs() {
    return Stream.of(
        Arguments.of(new BindException("Address already in use"), "local-address"),
        Arguments.of(
            new SocketException("connect(..) failed: Cannot assign requested address"),
            "local-address"),
        Arguments.of(new SocketException("Too many open files"), "local-files"),
        Arguments.of(new SocketException("Network is unreachable"), "network-unreachable"));
  }

  @ParameterizedTest
  @MethodSource("reasonsOfTheTarget")
  void accusesTheTargetOfWhatIsItsOwn(IOException reason, String code) {
    Trouble trouble = ConnectTrouble.of(reason, "192.0.2.1:443");

    assertThat(trouble)
        .isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.code()).isEqualTo(code))
        .hasMessageContaining("192.0.2.1:443");
  }

  @ParameterizedTest
  @MethodSource("reasonsOfOurs")
  void accusesNoTargetOfWhatThisRunnerLacks(IOException reason, String code) {
    assertThat(ConnectTrouble.of(reason, "192.0.2.1:443"))
        .isInstanceOfSatisfying(Ours.class, ours -> assertThat(ours.code()).isEqualTo(code));
  }

  @Test
  void doesNotNeedTheReasonToHaveAMessage() {
    assertThat(ConnectTrouble.of(new IOException(), "192.0.2.1:443"))
        .isInstanceOf(Broken.class)
        .hasMessageContaining("IOException");
  }
}
