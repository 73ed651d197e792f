package io.vigie.probe.database;

import io.vigie.testkit.target.Behaviour;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.KeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.io.BasicOutputBuffer;

/**
 * As much of a MongoDB server as a probe sees. Documents are read and written by the product's own
 * library, and SCRAM by the JDK, so that what the probe says is checked by somebody else.
 */
final class FakeMongo implements Behaviour {

  static final String USER = "vi,gie=";
  static final String PASSWORD = "p4ss";

  private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = 4096;

  private final Map<String, BsonDocument> answers = new ConcurrentHashMap<>();
  private final Map<String, BsonDocument> asked = new ConcurrentHashMap<>();

  /** What a command is answered with, in JSON. */
  FakeMongo answering(String command, String json) {
    answers.put(command, BsonDocument.parse(json));
    return this;
  }

  /** What a command was asked with. */
  BsonDocument asked(String command) {
    return asked.get(command);
  }

  @Override
  public void serve(Connection connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.socket().getInputStream());
    Login login = new Login();
    while (true) {
      ByteBuffer header = little(in.readNBytes(16));
      if (header.remaining() < 16) {
        return;
      }
      ByteBuffer body = little(in.readNBytes(header.getInt(0) - 16));
      BsonDocument command = read(body.position(5).slice().order(ByteOrder.LITTLE_ENDIAN));
      String name = command.getFirstKey();
      asked.put(name, command);
      connection
          .socket()
          .getOutputStream()
          .write(message(header.getInt(4), answer(login, command)));
    }
  }

  private BsonDocument answer(Login login, BsonDocument command) {
    String name = command.getFirstKey();
    if (answers.containsKey(name)) {
      return answers.get(name);
    }
    return switch (name) {
      case "hello" -> BsonDocument.parse("{isWritablePrimary: true, setName: 'rs0', ok: 1}");
      case "buildInfo" -> BsonDocument.parse("{version: '7.0.14', ok: 1.0}");
      case "ping" -> BsonDocument.parse("{ok: 1.0}");
      case "saslStart" -> login.begin(payload(command));
      case "saslContinue" -> login.end(payload(command));
      default -> BsonDocument.parse("{ok: 0, code: 59, codeName: 'CommandNotFound', errmsg: 'no'}");
    };
  }

  private static String payload(BsonDocument command) {
    return new String(command.getBinary("payload").getData(), StandardCharsets.UTF_8);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static BsonDocument read(ByteBuffer bytes) {
    BsonDocument document = new BsonDocument();
    try (BsonBinaryReader reader = new BsonBinaryReader(bytes);
        BsonDocumentWriter writer = new BsonDocumentWriter(document)) {
      writer.pipe(reader);
    }
    return document;
  }

  private static byte[] message(int inAnswerTo, BsonDocument document) {
    BasicOutputBuffer content = new BasicOutputBuffer();
    try (BsonBinaryWriter writer = new BsonBinaryWriter(content);
        BsonDocumentReader reader = new BsonDocumentReader(document)) {
      writer.pipe(reader);
    }
    byte[] bytes = content.toByteArray();
    return ByteBuffer.allocate(21 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(21 + bytes.length)
        .putInt(7)
        .putInt(inAnswerTo)
        .putInt(2013)
        .putInt(0)
        .put((byte) 0)
        .put(bytes)
        .array();
  }

  /** The server's side of SCRAM-SHA-256. */
  private static final class Login {

    private String clientFirst = "";
    private String serverFirst = "";

    BsonDocument begin(String message) {
      clientFirst = message.substring("n,,".length());
      String nonce = clientFirst.substring(clientFirst.indexOf(",r=") + 3) + "server";
      serverFirst = "r=" + nonce + ",s=" + encoded(SALT) + ",i=" + ITERATIONS;
      return clientFirst.startsWith("n=vi=2Cgie=3D,") ? document(false, serverFirst) : failed();
    }

    BsonDocument end(String message) {
      int proofAt = message.indexOf(",p=");
      String all = clientFirst + "," + serverFirst + "," + message.substring(0, proofAt);
      byte[] salted = salted();
      byte[] clientKey = hmac(salted, "Client Key");
      byte[] proof = Base64.getDecoder().decode(message.substring(proofAt + 3));
      byte[] signature = hmac(sha256(clientKey), all);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= signature[i];
      }
      return MessageDigest.isEqual(proof, clientKey)
          ? document(true, "v=" + encoded(hmac(hmac(salted, "Server Key"), all)))
          : failed();
    }

    private static BsonDocument document(boolean done, String payload) {
      return BsonDocument.parse("{conversationId: 1, done: " + done + ", ok: 1}")
          .append("payload", new BsonBinary(payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static BsonDocument failed() {
      return BsonDocument.parse(
          "{ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed.'}");
    }

    private static byte[] salted() {
      try {
        KeySpec password = new PBEKeySpec(PASSWORD.toCharArray(), SALT, ITERATIONS, 256);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(password)
            .getEncoded();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static byte[] hmac(byte[] key, String text) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static byte[] sha256(byte[] content) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(content);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String encoded(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
  }
}
