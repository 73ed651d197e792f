package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** A page as a browser shows it, in a small file: 256 colours, and nothing below its end. */
final class Picture {

  private static final int WIDTH = 720;
  private static final int HIGHEST = 2_400;
  private static final int MOST_COLOURS = 256;

  private Picture() {}

  /**
   * Takes a picture of a page.
   *
   * @param browser a Chromium
   */
  static void take(Path browser, Path page, Path png) throws IOException, InterruptedException {
    Path whole = Files.createTempFile("page", ".png");
    Path profile = Files.createTempDirectory("browser");
    List<String> command =
        List.of(
            browser.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--timeout=3000",
            "--user-data-dir=" + profile,
            "--window-size=" + WIDTH + "," + HIGHEST,
            "--screenshot=" + whole,
            page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("browser ended").isTrue();
    BufferedImage image = ImageIO.read(whole.toFile());
    ImageIO.write(few(cropped(image)), "png", png.toFile());
  }

  /** Without the rows at its end that are all of one colour. */
  private static BufferedImage cropped(BufferedImage image) {
    int height = image.getHeight();
    while (height > 1 && isPlain(image, height - 1)) {
      height--;
    }
    return image.getSubimage(0, 0, image.getWidth(), Math.min(image.getHeight(), height + 12));
  }

  private static boolean isPlain(BufferedImage image, int row) {
    int first = image.getRGB(0, row);
    for (int x = 1; x < image.getWidth(); x++) {
      if (image.getRGB(x, row) != first) {
        return false;
      }
    }
    return true;
  }

  /** With the colours that are used most; others become the nearest of these. */
  private static BufferedImage few(BufferedImage image) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        counts.merge(image.getRGB(x, y), 1, Integer::sum);
      }
    }
    int[] palette =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
            .limit(MOST_COLOURS)
            .mapToInt(Map.Entry::getKey)
            .toArray();
    IndexColorModel colours =
        new IndexColorModel(
            8, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    BufferedImage few =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        few.setRGB(x, y, image.getRGB(x, y));
      }
    }
    return few;
  }
}
