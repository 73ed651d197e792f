package io.vigie.contract.due;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes cron expressions of every form, without regard for whether they can be due. */
final class RandomCron {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private final Random random;

  RandomCron(Random random) {
    this.random = random;
  }

  /** One that can be due. */
  String next() {
    String cron = any();
    while (!canBeDue(cron)) {
      cron = any();
    }
    return cron;
  }

  private String any() {
    return String.join(
        " ", field(0, 59, 2), field(0, 23, 3), field(1, 31, 6), field(1, 12, 7), field(0, 7, 6));
  }

  private static boolean canBeDue(String cron) {
    try {
      return !CronExpression.parse(cron).toString().isEmpty();
    } catch (InvalidCronException never) {
      return false;
    }
  }

  /** {@code stars} in ten are a star. */
  private String field(int least, int most, int stars) {
    if (random.nextInt(10) < stars) {
      return "*";
    }
    return IntStream.rangeClosed(0, random.nextInt(4) == 0 ? random.nextInt(4) : 0)
        .mapToObj(_ -> element(least, most))
        .collect(Collectors.joining(","));
  }

  private String element(int least, int most) {
    int a = random.nextInt(least, most + 1);
    int b = random.nextInt(least, most + 1);
    int step = random.nextInt(1, Math.max(2, most / 2));
    String range = Math.min(a, b) + "-" + Math.max(a, b);
    return switch (random.nextInt(10)) {
      case 0 -> range;
      case 1 -> range + "/" + step;
      case 2 -> "*/" + step;
      case 3 -> name(a, least, most);
      default -> Integer.toString(a);
    };
  }

  private static String name(int value, int least, int most) {
    if (most == 12 && least == 1) {
      return MONTHS.get(value - 1);
    }
    return most == 7 ? DAYS.get(value % 7) : Integer.toString(value);
  }
}
