package io.vigie.probe.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step: one thing to do, what goes with it, and what must come of it. */
public record ScenarioStep(
    @Setting("What it is called in messages; what it does where absent.") Optional<String> name,
    @Setting(value = "Whose cookies and bearer token it uses.", byDefault = "main") String session,
    @Setting("A path or URL to GET.") Optional<String> get,
    @Setting("A path or URL to POST to.") Optional<String> post,
    @Setting("A path or URL to PUT to.") Optional<String> put,
    @Setting("A path or URL to PATCH.") Optional<String> patch,
    @Setting("A path or URL to DELETE.") Optional<String> delete,
    @Setting("A form to fill in and send.") Optional<ScenarioSubmit> submit,
    @Setting("An account to log in with.") Optional<String> login,
    @Setting("Accounts that must be refused, each user:password.") List<String> tries,
    @Setting(
            "Routes, each with the status that each account must get: 200, 2xx, \"200 | 302\" or"
                + " refused; anonymous is who has not logged in.")
        Map<String, Map<String, Node.Scalar>> matrix,
    @Setting("A time to wait.") Optional<Duration> pause,
    @Setting("A JSON web token to take apart.") Optional<ScenarioToken> jwt,
    @Setting("Headers to send, by name.") Map<String, String> headers,
    @Setting("A token to send as Authorization: Bearer.") Optional<String> bearer,
    @Setting("A token to send in the header that the scenario's csrf names.") Optional<String> csrf,
    @Setting("A form to send.") Map<String, String> form,
    @Setting("JSON to send.") Optional<JsonNode> json,
    @Setting("Parts to send as multipart/form-data.") Map<String, ScenarioPart> multipart,
    @Setting("A text to send.") Optional<String> body,
    @Setting("The media type of the text.") Optional<String> contentType,
    @Setting(value = "Whether redirects are the answer or are followed.", byDefault = "stay")
        ScenarioRedirects redirects,
    @Setting("What the answer must be, in CEL.") List<String> expect,
    @Setting("What to remember of the answer, by name.") Map<String, ScenarioCapture> capture,
    @Setting(value = "Whether it must be refused.", byDefault = "false") boolean refused,
    @Setting(
            value = "Whether it ends the session; its cookies must then open nothing any more.",
            byDefault = "false")
        boolean logout,
    @Setting("Forgeries of the bearer token that must be refused here.")
        Optional<ScenarioForge> forge,
    @Setting("How long it is repeated until it finds what it expects.")
        Optional<ScenarioUntil> until) {

  static final String MAIN = "main";

  public ScenarioStep {
    tries = List.copyOf(tries);
    headers = Map.copyOf(headers);
    expect = List.copyOf(expect);
    StepRules.check(
        new StepRules.Given(
            Deed.of(get, post, put, patch, delete, submit, login, tries, matrix, pause, jwt),
            new Body(form, json, multipart, body, contentType),
            headers,
            bearer,
            csrf,
            expect,
            capture,
            refused,
            logout,
            forge.isPresent(),
            until.isPresent()));
  }

  Deed deed() {
    return Deed.of(get, post, put, patch, delete, submit, login, tries, matrix, pause, jwt);
  }

  Body content() {
    return new Body(form, json, multipart, body, contentType);
  }

  /** How it is called in messages. */
  String title() {
    return name.orElseGet(() -> deed().title());
  }

  @Override
  public String toString() {
    return "ScenarioStep[" + title() + "]";
  }
}
