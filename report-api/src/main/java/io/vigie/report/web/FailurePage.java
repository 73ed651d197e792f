package io.vigie.report.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** What people see when a page cannot be shown. */
@ApplicationScoped
public class FailurePage {

  private final Framing framing;

  @Inject
  FailurePage(Framing framing) {
    this.framing = framing;
  }

  @CheckedTemplate(basePath = "vigie")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance failure(Frame frame, int status, String title, String detail);
  }

  String html(int status, String title, String detail) {
    Instant now = framing.now();
    Frame frame = framing.frame(title, "", "", now, List.of(new Frame.Crumb("Overview", "/")));
    return Templates.failure(frame, status, title, detail).render();
  }
}
