package io.vigie.testkit.twin.signal;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who is logged in: the last thousand sessions. Thread-safe. */
final class Sessions {

  private static final int MOST = 1000;

  private final SecureRandom random = new SecureRandom();
  private final Set<String> open =
      Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

  private static final class Recent extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST;
    }
  }

  String begin() {
    byte[] token = new byte[16];
    random.nextBytes(token);
    String session = HexFormat.of().formatHex(token);
    open.add(session);
    return session;
  }

  boolean isOpen(String session) {
    return open.contains(session);
  }

  void end(String session) {
    open.remove(session);
  }
}
