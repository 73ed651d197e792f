package io.vigie.probe.tcp;

import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import io.vigie.probe.Observation;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.HostPort;
import io.vigie.probe.net.Stage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expectation may say of connections. */
final class TcpVocabulary {

  static final Stage DIALOGUE = new Stage("dialogue", "the dialogue");

  private static final List<Stage> STAGES = List.of(Stage.RESOLVE, Stage.CONNECT, DIALOGUE);
  private static final ListType LIST = ListType.create(STRING);

  static final Vocabulary WORDS =
      new Glossary()
          .add("state", STRING, "open where an address is, else filtered where one is, or refused.")
          .add("open", LIST, "The addresses that accepted a connection.")
          .add("refused", LIST, "The addresses that refused one.")
          .add("filtered", LIST, "The addresses that did not answer.")
          .add("banner", STRING, "All that the server said in the dialogue.")
          .add("lines", LIST, "The same, line by line.")
          .remote()
          .vocabulary(STAGES);

  private TcpVocabulary() {}

  /** The observation of what became of each address. */
  static Observation seen(Attempt attempt, Map<HostPort, PortState> states, String banner) {
    Map<PortState, List<String>> sorted = new EnumMap<>(PortState.class);
    for (PortState state : PortState.values()) {
      sorted.put(state, addressesIn(state, states));
    }
    Map<String, Object> words = new HashMap<>(attempt.remote());
    sorted.forEach((state, addresses) -> words.put(state.word(), addresses));
    String state = PortState.mostOpen(states.values()).word();
    words.put("state", state);
    words.put("banner", banner);
    words.put("lines", banner.lines().toList());
    words.putAll(attempt.times(STAGES));
    attempt.fact("state", state);
    sorted.forEach((each, addresses) -> attempt.fact(each.word(), String.join(", ", addresses)));
    attempt.number("open", sorted.get(PortState.OPEN).size());
    return attempt.seen(words);
  }

  private static List<String> addressesIn(PortState state, Map<HostPort, PortState> states) {
    return states.entrySet().stream()
        .filter(entry -> entry.getValue() == state)
        .map(entry -> entry.getKey().toString())
        .toList();
  }
}
