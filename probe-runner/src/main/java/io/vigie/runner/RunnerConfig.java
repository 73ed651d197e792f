package io.vigie.runner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vigie.probe.burst.LoadLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a runner. */
@ConfigMapping(prefix = "vigie.runner")
public interface RunnerConfig {

  /** What this runner is called in its results. */
  @WithDefault("${HOSTNAME:runner}")
  String id();

  /** Where it stands; it takes the jobs of this location only. */
  @WithDefault("outside")
  String location();

  /** How many probes run at once. */
  @WithDefault("500")
  int maxConcurrent();

  /** How many of one kind run at once, where that kind is not listed; four fifths where absent. */
  Optional<Integer> maxPerKind();

  /** How many of a kind run at once, by its name. */
  Map<String, Integer> maxOfKind();

  /** How many probes of one host run at once. */
  @WithDefault("50")
  int maxPerTarget();

  /** How this runner knows that it sees anything. */
  Control control();

  /** How checks are shown on the page of metrics. */
  Exposition exposition();

  /** Probes on demand, as blackbox_exporter offers them. */
  Blackbox blackbox();

  /** A folder with one file for each secret. */
  Optional<Path> secretsDir();

  Egress egress();

  Sink sink();

  Load load();

  /** How jobs are taken. */
  @WithDefault("share-group")
  Jobs jobs();

  /** How many share consumers there are, each a member of the group: one polls, others carry. */
  @WithDefault("8")
  int shareLanes();

  /** How long a stop waits for probes that run. */
  @WithDefault("8s")
  Duration stopPatience();

  /** After how long without progress this runner is not alive. */
  @WithDefault("60s")
  Duration stuckAfter();

  /** Which addresses may be probed. */
  interface Egress {

    /** Blocks such as {@code 10.1.0.0/16}, or {@code public}, {@code private}, {@code loopback}. */
    @WithDefault("public")
    List<String> allow();
  }

  /** The addresses of ours that applications send to; there are none where no port is given. */
  interface Sink {

    /** Where to listen without TLS. */
    Optional<Integer> port();

    /** Where to listen with {@link #certificate}. */
    Optional<Integer> tlsPort();

    /** Where to listen with a certificate that no client may trust. */
    Optional<Integer> selfSignedPort();

    /** The address to listen at. */
    @WithDefault("127.0.0.1")
    String host();

    /** The name by which applications know this runner. */
    @WithDefault("localhost")
    String externalHost();

    /** How they get to the port without TLS, where something stands before it. */
    Optional<String> externalUrl();

    /** The chain in PEM. */
    Optional<Path> certificate();

    /** The key in PEM. */
    Optional<Path> key();

    /** What the addresses are made with; without it, they change with every start. */
    Optional<String> secret();
  }

  /** The series of each check, named as blackbox_exporter names them. */
  interface Exposition {

    /** The value of their label {@code job}. */
    @WithDefault("vigie")
    String job();

    /**
     * How long a check is still shown that this runner has not run again; three times what lay
     * between its last two runs, where that is longer.
     */
    @WithDefault("10m")
    Duration keep();
  }

  /** {@code /probe}: whoever may call it says where this runner connects to. */
  interface Blackbox {

    @WithDefault("false")
    boolean enabled();

    /** How many at once; who comes beside them is turned away. */
    @WithDefault("20")
    int maxConcurrent();

    /** How long a probe may take where the scraper is more patient. */
    @WithDefault("10s")
    Duration timeout();

    /** Modules by name, beside those that are built in or in their place. */
    Map<String, Module> modules();

    /** A kind with its settings. */
    interface Module {

      String kind();

      /** A JSON object. */
      @WithDefault("{}")
      String settings();

      /** The setting that the target is put into. */
      String target();

      Optional<List<String>> expect();
    }
  }

  /** What this runner compares with. */
  interface Control {

    /** What is known to be up: {@code https://…}, {@code tcp://host:port}, {@code dns://name}. */
    Optional<List<String>> targets();

    /** How often they are looked at while nothing fails. */
    @WithDefault("5s")
    Duration every();

    /** How long one of them may take. */
    @WithDefault("2s")
    Duration timeout();
  }

  /** What one check may send at most, whatever its checklist says. */
  interface Load {

    /** How many requests. */
    @WithDefault("1000")
    int maxRequests();

    /** How many at once. */
    @WithDefault("50")
    int maxConcurrency();

    /** For how long. */
    @WithDefault("60s")
    Duration maxDuration();

    default LoadLimits limits() {
      return new LoadLimits(maxRequests(), maxConcurrency(), maxDuration());
    }
  }

  /** The adapters of the job source. */
  enum Jobs {
    SHARE_GROUP,
    CONSUMER_GROUP
  }
}
