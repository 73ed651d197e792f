package io.vigie.alert.notify;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Opens what channels over HTTP call with: certificates verified, redirects not followed. */
@ApplicationScoped
public class WebCalls {

  private final Vertx vertx;
  private final SendDeadline deadline;

  @Inject
  public WebCalls(Vertx vertx, SendDeadline deadline) {
    this.vertx = vertx;
    this.deadline = deadline;
  }

  /**
   * For one channel; its setting {@code trust} names other authorities than the public ones.
   *
   * @param whom who is called, for errors
   * @param secrets what must not be repeated in any error
   */
  public WebCall open(String whom, ChannelSettings settings, List<Secret> secrets) {
    return new WebCall(whom, new HttpPost(vertx, deadline.value(), settings.trust()), secrets);
  }
}
