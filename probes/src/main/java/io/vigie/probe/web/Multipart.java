package io.vigie.probe.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bodies of {@code multipart/form-data}, as a browser sends a form with files. */
public record Multipart(String boundary) {

  /**
   * A field of the form.
   *
   * @param filename where it is a file
   * @param type the media type of the file
   */
  public record Part(
      String name, Optional<String> filename, Optional<String> type, List<WebBody.Piece> content) {

    public Part {
      content = List.copyOf(content);
    }

    /** A field that is no file. */
    public static Part field(String name, String text) {
      return new Part(
          name,
          Optional.empty(),
          Optional.empty(),
          List.of(WebBody.piece(text.getBytes(StandardCharsets.UTF_8))));
    }

    private String head() {
      String file = filename.map(called -> "; filename=\"" + called + '"').orElse("");
      String is = type.map(of -> "\r\nContent-Type: " + of).orElse("");
      return "Content-Disposition: form-data; name=\"" + name + '"' + file + is + "\r\n\r\n";
    }
  }

  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  public WebBody body(List<Part> parts) {
    List<WebBody.Piece> pieces = new ArrayList<>();
    for (Part part : parts) {
      String before = pieces.isEmpty() ? "" : "\r\n";
      pieces.add(piece(before + "--" + boundary + "\r\n" + part.head()));
      pieces.addAll(part.content());
    }
    pieces.add(piece("\r\n--" + boundary + "--\r\n"));
    return WebBody.of(pieces);
  }

  private static WebBody.Piece piece(String text) {
    return WebBody.piece(text.getBytes(StandardCharsets.UTF_8));
  }
}
