package io.vigie.report.http;

import io.vigie.contract.check.Schedule;
import io.vigie.report.definition.ScheduleWords;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When an item is due. */
@Schema(name = "Schedule")
public record ScheduleView(
    @Schema(enumeration = {"every", "cron", "on-deploy"}) String type,
    @Schema(description = "In words", examples = "every 1 min, only 09:00–18:00 (Europe/Paris)")
        String text,
    @Schema(description = "ISO 8601", examples = "PT1M") Optional<String> every,
    List<String> cron,
    Optional<String> zone,
    @Schema(description = "What is allowed on top before silence counts; ISO 8601") String grace) {

  static ScheduleView of(Schedule schedule) {
    String text = ScheduleWords.of(schedule);
    String grace = schedule.grace().toString();
    return switch (schedule) {
      case Schedule.Every every ->
          new ScheduleView(
              "every",
              text,
              Optional.of(every.interval().toString()),
              List.of(),
              Optional.empty(),
              grace);
      case Schedule.Cron cron ->
          new ScheduleView(
              "cron",
              text,
              Optional.empty(),
              cron.expressions(),
              Optional.of(cron.zone().getId()),
              grace);
      case Schedule.OnDeploy _ ->
          new ScheduleView("on-deploy", text, Optional.empty(), List.of(), Optional.empty(), grace);
    };
  }
}
