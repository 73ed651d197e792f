package io.vigie.contract.wire;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.Job;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of message: its CloudEvents type without the version, its major version, its record and
 * its key: the text of what it is about. The list is closed; a record that is sent is listed here
 * and has a golden file for each version.
 */
public record MessageType<T>(
    String name, int major, Class<T> record, Function<T, String> key, Function<T, String> eventId) {

  private static final String PREFIX = "io.vigie.";

  public static final MessageType<Check> CHECK =
      new MessageType<>(
          "check",
          1,
          Check.class,
          byItem(Check::item),
          check -> check.item() + "@" + check.revision());
  public static final MessageType<Job> JOB =
      new MessageType<>("job", 1, Job.class, byItem(Job::item), job -> job.run().toString());
  public static final MessageType<Result> RESULT =
      new MessageType<>(
          "result", 1, Result.class, byItem(Result::item), result -> result.run().toString());
  public static final MessageType<ItemStatus> STATUS =
      new MessageType<>(
          "status",
          1,
          ItemStatus.class,
          byItem(ItemStatus::item),
          status -> status.item() + "@" + status.version());
  public static final MessageType<Incident> INCIDENT =
      new MessageType<>(
          "incident",
          1,
          Incident.class,
          byItem(Incident::item),
          incident -> incident.id() + "@" + incident.version());
  public static final MessageType<Notification> NOTIFICATION =
      new MessageType<>(
          "notification",
          1,
          Notification.class,
          byItem(Notification::item),
          notification -> notification.id() + "@" + notification.version());

  public static final MessageType<ChecklistReport> CHECKLIST =
      new MessageType<>(
          "checklist",
          1,
          ChecklistReport.class,
          ChecklistReport::file,
          report -> report.file() + "@" + report.loadedAt());

  public static final MessageType<Command> COMMAND =
      new MessageType<>(
          "command", 1, Command.class, Command::subject, command -> command.id().toString());

  public static final MessageType<Silence> SILENCE =
      new MessageType<>(
          "silence",
          1,
          Silence.class,
          silence -> "silence/" + silence.id(),
          silence -> silence.id() + "@" + silence.version());

  /** By what this code writes as their type, which nearly all that is read has, too. */
  private static final Map<String, MessageType<?>> CURRENT =
      all().stream().collect(Collectors.toUnmodifiableMap(MessageType::eventType, type -> type));

  /** Every kind of message. */
  public static List<MessageType<?>> all() {
    return List.of(CHECK, JOB, RESULT, STATUS, INCIDENT, NOTIFICATION, CHECKLIST, COMMAND, SILENCE);
  }

  /** The value of the {@code ce_type} header, such as {@code io.vigie.result.v1}. */
  public String eventType() {
    return PREFIX + name + ".v" + major;
  }

  private static <T> Function<T, String> byItem(Function<T, ItemId> item) {
    return item.andThen(ItemId::toString);
  }

  /** Finds the kind that a {@code ce_type} names, whatever its version. */
  static Optional<MessageType<?>> named(String eventType) {
    MessageType<?> current = CURRENT.get(eventType);
    if (current != null) {
      return Optional.of(current);
    }
    return all().stream()
        .filter(type -> eventType.startsWith(PREFIX + type.name + ".v"))
        .findFirst();
  }

  /** The major version in a {@code ce_type} of this kind. */
  String majorIn(String eventType) {
    return Arrays.stream(eventType.split("\\.v")).reduce((first, last) -> last).orElse("");
  }
}
