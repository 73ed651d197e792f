package io.vigie.probe.http;

import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Stage;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebRequest;
import io.vigie.probe.web.WebResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;

/** Loads what a page refers to, a few at a time. Confined to one event loop. */
final class AssetRun {

  private static final Stage LOADING = new Stage("assets", "loading what the page refers to");
  private static final int AT_ONCE = 4;

  /** Characters of scripts and styles together. */
  private static final int MOST_TEXT = 4 * 1024 * 1024;

  private final WebResponse page;
  private final WebRequest asked;
  private final int most;
  private final Attempt attempt;
  private final Web web;
  private final Queue<Asset> waiting = new ArrayDeque<>();
  private final List<String> broken = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean cut;
  private int count;
  private int loaded;

  private AssetRun(WebResponse page, WebRequest asked, int most, Attempt attempt, Web web) {
    this.page = page;
    this.asked = asked;
    this.most = most;
    this.attempt = attempt;
    this.web = web;
  }

  /**
   * A run.
   *
   * @param asked what the page answers
   * @param most how many assets are loaded
   */
  static AssetRun of(WebResponse page, WebRequest asked, int most, Attempt attempt, Web web) {
    return new AssetRun(page, asked, most, attempt, web);
  }

  Future<Assets> look() {
    attempt.enter(LOADING);
    return attempt.aside(() -> Asset.of(page.text(), asked.url())).compose(this::load);
  }

  private Future<Assets> load(List<Asset> all) {
    all.stream()
        .filter(asset -> asset.url().sameOrigin(asked.url()))
        .limit(most)
        .forEach(waiting::add);
    count = waiting.size();
    attempt.progress(() -> loaded + " of " + count + " so far");
    return Future.all(IntStream.range(0, AT_ONCE).mapToObj(_ -> next()).toList())
        .map(
            _ ->
                new Assets(
                    count,
                    (long) all.size() - count,
                    broken,
                    cut ? Optional.empty() : Optional.of(text.toString())));
  }

  private Future<Void> next() {
    Asset asset = waiting.poll();
    return asset == null
        ? Future.succeededFuture()
        : web.sendAside(request(asset))
            .map(answer -> judged(asset, answer))
            .recover(cause -> failed(asset, cause))
            .compose(_ -> next());
  }

  private Void judged(Asset asset, WebResponse answer) {
    loaded++;
    asset.trouble(answer).ifPresent(broken::add);
    if (asset.sort().isText() && answer.status() == 200) {
      cut = cut || answer.truncated() || text.length() > MOST_TEXT;
      text.append(cut ? "" : answer.text()).append('\n');
    }
    return null;
  }

  private Future<Void> failed(Asset asset, Throwable cause) {
    if (cause instanceof Broken why) {
      loaded++;
      broken.add(asset.name() + ": " + why.getMessage());
      return Future.succeededFuture();
    }
    return Future.failedFuture(cause);
  }

  private WebRequest request(Asset asset) {
    Map<String, String> headers = new HashMap<>(asked.headers());
    headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
    return asked.forOther(asset.url()).withHeaders(headers);
  }
}
