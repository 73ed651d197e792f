package io.vigie.probe.http;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.settings.Size;
import io.vigie.probe.web.MadeFile;
import io.vigie.probe.web.Multipart;
import io.vigie.probe.web.RequestRules;
import io.vigie.probe.web.WebBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A form with a file that is made up, to send as {@code multipart/form-data}. */
public record HttpUpload(
    @ShortForm @Setting("How large the file is, at most 256 MiB.") Size size,
    @Setting(value = "The field of the form that has the file.", byDefault = "file") String field,
    @Setting(value = "The name of the file.", byDefault = "vigie.bin") String filename,
    @Setting(value = "The media type of the file.", byDefault = "application/octet-stream")
        String contentType,
    @Setting("What the file begins with, such as %PDF-1.7: each character is one byte (Latin-1).")
        Optional<String> begins,
    @Setting(
            value =
                "What is behind that: random does not compress, text does, zeroes do even more.",
            byDefault = "random")
        MadeFile.Filling content,
    @Setting(value = "Another number makes another file.", byDefault = "1") long seed,
    @Setting("Further fields of the form.") Map<String, String> fields) {

  public HttpUpload {
    fields = Map.copyOf(fields);
    RequestRules.requireTransferable("size", size);
    begins.ifPresent(HttpUpload::requireLatin);
    if (begins.orElse("").length() > size.bytes()) {
      throw new InvalidSetting("begins", "must be no longer than the file of " + size);
    }
    RequestRules.requirePlain("field", field);
    RequestRules.requirePlain("filename", filename);
    RequestRules.requirePlain("contentType", contentType);
    fields.keySet().forEach(name -> RequestRules.requirePlain("fields", name));
  }

  private static void requireLatin(String text) {
    if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
      throw new InvalidSetting("begins", "must be Latin-1, each character of which is one byte");
    }
  }

  MadeFile file() {
    return new MadeFile(begins.orElse(""), size.bytes(), content, seed);
  }

  /** The form, with its secrets. */
  WebBody form(Multipart as, UnaryOperator<String> revealed) {
    List<Multipart.Part> parts = new ArrayList<>();
    fields.forEach((name, text) -> parts.add(Multipart.Part.field(name, revealed.apply(text))));
    parts.add(
        new Multipart.Part(
            field, Optional.of(filename), Optional.of(contentType), List.of(file())));
    return as.body(parts);
  }
}
