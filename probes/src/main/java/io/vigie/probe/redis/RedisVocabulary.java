package io.vigie.probe.redis;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.MapType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Words;
import io.vigie.probe.net.Glossary;

/** What an expectation may say of a redis server. */
final class RedisVocabulary {

  static final Vocabulary WORDS = Words.vocabulary(words(), RedisStages.ALL);

  private RedisVocabulary() {}

  private static Glossary words() {
    return new Glossary()
        .add("ping", STRING, "The first word of the answer to PING: PONG, or an error's code.")
        .add("latency", DURATION, "How long that answer took, without the connection.")
        .add("login.needed", BOOL, "Whether PING before the login was refused.")
        .add("login.accepted", BOOL, "Whether the server let us in.")
        .add("error.code", STRING, "With what the login was refused, such as WRONGPASS.")
        .add("error.message", STRING, "What the server said of it.")
        .add("server.version", STRING, "The version, from INFO.")
        .add("server.role", STRING, "The role, master or slave.")
        .add("memory.used", INT, "The bytes of memory in use.")
        .add("memory.max", INT, "The bytes that may be used, 0 for no limit.")
        .add("memory.policy", STRING, "What is done at that limit, such as noeviction.")
        .add("clients", INT, "How many clients are connected.")
        .add("uptime", DURATION, "How long the server has been running.")
        .add("info", MapType.create(STRING, STRING), "All that INFO says, by name.");
  }
}
