package io.vigie.runner.secret;

import io.vigie.probe.ProbeContext.SecretMissing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks secrets up: {@code ${secret:NAME}} is the variable {@code VIGIE_SECRET_NAME} of the
 * environment, or else the file {@code NAME} in the folder of secrets. Nothing is kept, so a
 * rotated secret is used by the next run. Thread-safe.
 */
public final class SecretResolver {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:([^}]*)}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private static final String PREFIX = "VIGIE_SECRET_";
  private static final long LARGEST = 64 * 1024;

  private final UnaryOperator<String> environment;
  private final Optional<Path> folder;

  SecretResolver(UnaryOperator<String> environment, Optional<Path> folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /** Uses the environment of this process and, where given, a folder. */
  public static SecretResolver ofThisProcess(Optional<Path> folder) {
    return new SecretResolver(System::getenv, folder);
  }

  /**
   * Replaces every reference in {@code text}; {@code used} is given each secret, so that it can be
   * taken out again of what the target echoes.
   */
  public String reveal(String text, Consumer<Secret> used) {
    Matcher references = REFERENCE.matcher(text);
    return references.replaceAll(
        reference -> {
          Secret secret = find(reference.group(1));
          used.accept(secret);
          return Matcher.quoteReplacement(secret.reveal());
        });
  }

  private Secret find(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new SecretMissing(
          "secret reference: name must consist of letters, digits, dots, dashes and underscores");
    }
    return inEnvironment(name)
        .or(() -> inFolder(name))
        .orElseThrow(() -> new SecretMissing(missing(name)));
  }

  private Optional<Secret> inEnvironment(String name) {
    String variable = environment.apply(PREFIX + name);
    return Optional.ofNullable(variable != null ? variable : environment.apply(upperCase(name)))
        .filter(value -> !value.isEmpty())
        .map(Secret::new);
  }

  private static String upperCase(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private Optional<Secret> inFolder(String name) {
    return folder.map(path -> path.resolve(name)).filter(Files::isRegularFile).map(this::read);
  }

  private Secret read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new SecretMissing(
            "secret " + file.getFileName() + ": file must have at most " + LARGEST + " bytes");
      }
      // Editors and `echo` end a file with a line break that is not part of the secret.
      return new Secret(Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", ""));
    } catch (IOException e) {
      throw new SecretMissing("secret " + file.getFileName() + ": file must be readable");
    }
  }

  private String missing(String name) {
    String where = folder.map(path -> " or the file " + path.resolve(name)).orElse("");
    return "secret "
        + name
        + " is missing: this runner needs the variable "
        + PREFIX
        + name
        + where;
  }
}
