package io.vigie.runner.control;

import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import io.vigie.runner.guard.NameService;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Sight;
import io.vigie.runner.run.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Goes its rounds of control probes: now and then, and at once where a target could not be reached.
 * Thread-safe.
 */
public final class ControlRoom implements Sight, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ControlRoom.class);
  private static final int AT_ONCE = 32;

  /** Between rounds that are asked for, and while in doubt. */
  private static final Duration BREATH = Duration.ofMillis(200);

  private static final Duration DOUBT = Duration.ofSeconds(1);

  private final List<Control> controls;
  private final WatchedNames names;
  private final JobRunner probes;
  private final Duration every;
  private final Duration limit;
  private final Consumer<Optional<Blind>> changed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread loop = Thread.ofVirtual().name("vigie-control").unstarted(this::goRounds);
  private final BlockingQueue<CompletableFuture<Optional<Blind>>> asking =
      new LinkedBlockingQueue<>();
  private volatile Optional<Blind> blind = Optional.empty();
  private volatile boolean closed;

  /**
   * A room that is not open yet.
   *
   * @param targets what is known to be up
   * @param changed hears when this runner becomes blind, and when it sees again
   */
  public ControlRoom(
      List<String> targets,
      Duration every,
      Duration limit,
      Surroundings surroundings,
      WatchedNames names,
      Consumer<Optional<Blind>> changed) {
    this.every = every;
    this.limit = limit;
    this.names = names;
    this.changed = changed;
    this.probes =
        new JobRunner(
            ProbeKinds.discovered(),
            surroundings,
            new Seer("control", "here"),
            AT_ONCE,
            RunListener.NONE);
    NameService direct = names;
    this.controls = new ArrayList<>(OwnChecks.all(surroundings.clock()));
    targets.forEach(
        text -> controls.add(ControlTarget.of(text, probes, direct, surroundings.clock())));
  }

  /** Begins the rounds. */
  public void open() {
    loop.start();
  }

  @Override
  public Optional<Blind> blindness() {
    return blind;
  }

  /** Without control targets there is nothing to learn from a further round. */
  @Override
  public CompletionStage<Optional<Blind>> confirm() {
    if (closed || (controls.stream().allMatch(Control::isOwn) && names.unanswered().isEmpty())) {
      return CompletableFuture.completedFuture(blind);
    }
    CompletableFuture<Optional<Blind>> answer = new CompletableFuture<>();
    asking.add(answer);
    if (closed) {
      answer.complete(blind);
    }
    return answer;
  }

  @Override
  public void close() {
    closed = true;
    loop.interrupt();
    threads.shutdownNow();
    probes.close();
    asking.forEach(question -> question.complete(blind));
  }

  private void goRounds() {
    Eyes eyes = Eyes.OPEN;
    List<CompletableFuture<Optional<Blind>>> questions = new ArrayList<>();
    try {
      while (!closed) {
        Round round = goRound();
        eyes = eyes.after(round);
        see(eyes.blind());
        Optional<Blind> now = round.blindness().map(ControlRoom::blind).or(() -> blind);
        questions.forEach(question -> question.complete(now));
        Thread.sleep(BREATH);
        questions = nextQuestions(eyes.isInDoubt() ? DOUBT : every);
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      // Closed meanwhile; nothing looks any more.
      closed = true;
    }
    questions.forEach(question -> question.complete(blind));
  }

  /** What was asked before the next round begins, which is at once if there is anything. */
  private List<CompletableFuture<Optional<Blind>>> nextQuestions(Duration rest)
      throws InterruptedException {
    List<CompletableFuture<Optional<Blind>>> questions = new ArrayList<>();
    var first = asking.poll(rest.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      questions.add(first);
      asking.drainTo(questions);
    }
    return questions;
  }

  private Round goRound() throws InterruptedException {
    names.unanswered().ifPresent(names::addressesOf);
    List<String> own = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    List<Future<Optional<String>>> answers = threads.invokeAll(tasks());
    for (int i = 0; i < answers.size(); i++) {
      Control control = controls.get(i);
      troubleOf(control, answers.get(i))
          .ifPresent(trouble -> (control.isOwn() ? own : failed).add(trouble));
    }
    long targets = controls.stream().filter(control -> !control.isOwn()).count();
    return new Round(own, Math.toIntExact(targets), failed, names.trouble());
  }

  private List<Callable<Optional<String>>> tasks() {
    return controls.stream()
        .map(control -> (Callable<Optional<String>>) () -> control.trouble(limit))
        .toList();
  }

  private static Optional<String> troubleOf(Control control, Future<Optional<String>> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      return Optional.of(control.name() + ": " + e.getCause().getClass().getSimpleName());
    }
  }

  private void see(Optional<String> reason) {
    boolean news = reason.isPresent() != blind.isPresent();
    blind = reason.map(ControlRoom::blind);
    if (news) {
      LOG.warnf(
          "%s: reason=%s",
          blind.isPresent() ? "runner is blind" : "runner sees again", reason.orElse(""));
      changed.accept(blind);
    }
  }

  private static Blind blind(String reason) {
    return new Blind("runner-blind", "runner blind: " + reason);
  }
}
