package io.vigie.report.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A horizontal bar of parts, drawn as SVG, because styles cannot be given inline. */
public record Bar(List<Part> parts, String words) {

  /** Wide enough for a part of one item among many to be seen. */
  static final int WIDTH = 240;

  private static final int THINNEST = 2;

  /** One part, placed. */
  public record Part(int x, int width, String slug) {}

  /** What a part stands for, before it is placed. */
  record Share(String slug, String word, double amount) {}

  public Bar {
    parts = List.copyOf(parts);
  }

  public int total() {
    return WIDTH;
  }

  /** Places the shares that are more than nothing side by side. */
  static Bar of(List<Share> shares) {
    List<Share> present = shares.stream().filter(share -> share.amount() > 0).toList();
    double sum = present.stream().mapToDouble(Share::amount).sum();
    List<Part> parts = new ArrayList<>();
    double x = 0;
    for (Share share : present) {
      double width = Math.max(THINNEST, share.amount() / sum * WIDTH);
      parts.add(new Part((int) Math.round(x), (int) Math.ceil(width), share.slug()));
      x += width;
    }
    return new Bar(parts, present.stream().map(Share::word).collect(Collectors.joining(", ")));
  }
}
