package io.vigie.report.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The style, the script and the icon. Their addresses contain a digest of their content, so that
 * they may be cached for ever and are never stale.
 */
@ApplicationScoped
public class Assets {

  private static final int DIGEST_LENGTH = 12;

  private final Asset style = load("vigie.css", "text/css; charset=utf-8");
  private final Asset script = load("vigie.js", "text/javascript; charset=utf-8");
  private final Asset icon = load("vigie.svg", "image/svg+xml");
  private final Map<String, Asset> byName =
      List.of(style, script, icon).stream()
          .collect(Collectors.toMap(Asset::name, Function.identity()));

  /** A file that pages refer to. */
  public static final class Asset {
    private final String name;
    private final String type;
    private final byte[] content;

    private Asset(String name, String type, byte[] content) {
      this.name = name;
      this.type = type;
      this.content = content;
    }

    public String name() {
      return name;
    }

    public String type() {
      return type;
    }

    public byte[] content() {
      return Arrays.copyOf(content, content.length);
    }

    /** Where it is served. */
    public String address() {
      return "/assets/" + name;
    }
  }

  public Asset style() {
    return style;
  }

  public Asset script() {
    return script;
  }

  public Asset icon() {
    return icon;
  }

  Optional<Asset> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static Asset load(String file, String type) {
    try (InputStream stream = Assets.class.getResourceAsStream("/web/" + file)) {
      byte[] content = stream.readAllBytes();
      int dot = file.lastIndexOf('.');
      String name = file.substring(0, dot) + "-" + digest(content) + file.substring(dot);
      return new Asset(name, type, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
