package io.vigie.standalone.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A file with the authorities that this JVM trusts and some more, as somebody has it who runs an
 * authority of their own.
 */
public final class DemoTrust {

  private static final String TYPE = "JKS";

  /** Certificates are no secret; the format wants one. */
  private static final char[] PASSWORD = "changeit".toCharArray();

  private DemoTrust() {}

  /** What makes a JVM trust what is in the file, from when it is first asked whom it trusts. */
  public static Map<String, String> settings(Path file) {
    return Map.of(
        "javax.net.ssl.trustStore",
        file.toAbsolutePath().toString(),
        "javax.net.ssl.trustStoreType",
        TYPE);
  }

  /** Writes the file: the usual authorities and these. */
  public static void write(Path file, List<X509Certificate> further) {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(null, null);
      int number = 0;
      for (X509Certificate authority :
          Stream.concat(usual(), further.stream()).toArray(X509Certificate[]::new)) {
        store.setCertificateEntry("authority-" + number, authority);
        number++;
      }
      store.store(out, PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": must be writable", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key store: must take certificates", e);
    }
  }

  private static Stream<X509Certificate> usual() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    if (!Files.exists(file)) {
      return Stream.empty();
    }
    try (var in = Files.newInputStream(file)) {
      store.load(in, null);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .flatMap(trust -> Arrays.stream(((X509TrustManager) trust).getAcceptedIssuers()));
  }
}
