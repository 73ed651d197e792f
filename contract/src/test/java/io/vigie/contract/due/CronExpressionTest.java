package io.vigie.contract.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExpressionTest {

  /** A Friday. */
  private static final String NOON = "2026-11-20T12:00";

  @ParameterizedTest(name = "{0} after {1} is due at {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *          | 2026-11-20T12:00    | 2026-11-20T12:01",
        "* * * * *          | 2026-11-20T12:00:59 | 2026-11-20T12:01",
        "*/15 * * * *       | 2026-11-20T12:00    | 2026-11-20T12:15",
        "59 23 31 12 *      | 2026-11-20T12:00    | 2026-12-31T23:59",
        "0 0,12 * * *       | 2026-11-20T12:00    | 2026-11-21T00:00",
        "0 0,12 * * *       | 2026-11-20T11:59:59 | 2026-11-20T12:00",
        "0 2 1 * *          | 2026-11-20T12:00    | 2026-12-01T02:00",
        "10-20/5 9-17 * * * | 2026-11-20T12:16    | 2026-11-20T12:20",
        "10-20/5 9-17 * * * | 2026-11-20T17:20    | 2026-11-21T09:10",
        "30 8 * * mon-fri   | 2026-11-20T12:00    | 2026-11-23T08:30",
        "30 8 * * MON-Fri   | 2026-11-20T12:00    | 2026-11-23T08:30",
        "0 0 * * 0          | 2026-11-20T12:00    | 2026-11-22T00:00",
        "0 0 * * 7          | 2026-11-20T12:00    | 2026-11-22T00:00",
        "0 0 * * sun        | 2026-11-20T12:00    | 2026-11-22T00:00",
        "0 0 * * sat-sun    | 2026-11-21T12:00    | 2026-11-22T00:00",
        "0 0 * * sun-mon    | 2026-11-22T12:00    | 2026-11-23T00:00",
        "0 0 * * 6-7        | 2026-11-22T12:00    | 2026-11-28T00:00",
        "0 0 1 jan *        | 2026-11-20T12:00    | 2027-01-01T00:00",
        "0 0 1 feb,jun *    | 2026-11-20T12:00    | 2027-02-01T00:00",
        "0 0 29 2 *         | 2026-11-20T12:00    | 2028-02-29T00:00",
        "0 0 29 2 *         | 2096-11-20T12:00    | 2104-02-29T00:00",
        "0 0 31 * *         | 2026-11-20T12:00    | 2026-12-31T00:00",
        "0 0 31 4,6,7 *     | 2026-11-20T12:00    | 2027-07-31T00:00",
        "@hourly            | 2026-11-20T12:00    | 2026-11-20T13:00",
        "@daily             | 2026-11-20T12:00    | 2026-11-21T00:00",
        "@midnight          | 2026-11-20T12:00    | 2026-11-21T00:00",
        "@weekly            | 2026-11-20T12:00    | 2026-11-22T00:00",
        "@monthly           | 2026-11-20T12:00    | 2026-12-01T00:00",
        "@yearly            | 2026-11-20T12:00    | 2027-01-01T00:00",
        "@Annually          | 2026-11-20T12:00    | 2027-01-01T00:00",
        "'  5  4   *  * * ' | 2026-11-20T12:00    | 2026-11-21T04:05",
      })
  void isDue(String cron, LocalDateTime after, LocalDateTime due) {
    assertThat(CronExpression.parse(cron).next(after.toInstant(ZoneOffset.UTC), ZoneOffset.UTC))
        .isEqualTo(due.toInstant(ZoneOffset.UTC));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "0 0 13 * fri, 2026-11-27T00:00",
    "0 0 21 * fri, 2026-11-21T00:00",
    "0 0 */10 * mon, 2026-12-21T00:00",
    "0 0 13 * *, 2026-12-13T00:00",
    "0 0 13 * */2, 2026-12-13T00:00",
    "0 0 14 * */2, 2027-01-14T00:00",
    "0 0 * * fri, 2026-11-27T00:00"
  })
  void eitherDayIsEnoughOnlyWhereBothAreRestricted(String cron, LocalDateTime due) {
    assertThat(
            CronExpression.parse(cron)
                .next(LocalDateTime.parse(NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC))
        .isEqualTo(due.toInstant(ZoneOffset.UTC));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * *    | minute: must be 0 to 59, was \"60\"",
        "* 24 * * *    | hour: must be 0 to 23, was \"24\"",
        "* 1,24 * * *  | hour: must be 0 to 23, was \"24\"",
        "* * 0 * *     | day of month: must be 1 to 31, was \"0\"",
        "* * 32 * *    | day of month: must be 1 to 31, was \"32\"",
        "* * * 13 *    | month: must be 1 to 12 or jan to dec, was \"13\"",
        "* * * 0 *     | month: must be 1 to 12 or jan to dec, was \"0\"",
        "* * * mai *   | month: must be 1 to 12 or jan to dec, was \"mai\"",
        "* * * * 8     | day of week: must be 0 to 7 or sun to sat, was \"8\"",
        "* * * * lundi | day of week: must be 0 to 7 or sun to sat, was \"lundi\"",
        "* * * * 5L    | day of week: must be 0 to 7 or sun to sat, was \"5L\"",
        "* * ? * *     | day of month: must be 1 to 31, was \"?\"",
        "-5 * * * *    | minute: must be 0 to 59, was \"-5\"",
        "+5 * * * *    | minute: must be 0 to 59, was \"+5\"",
        "1,,2 * * * *  | minute: must be 0 to 59, was \"\"",
        "1-2-3 * * * * | minute: must be a value, a range, * or a list of these, was \"1-2-3\"",
        "*/0 * * * *   | minute: must have a step of 1 to 59, was \"*/0\"",
        "*/60 * * * *  | minute: must have a step of 1 to 59, was \"*/60\"",
        "*/x * * * *   | minute: must have a step of 1 to 59, was \"*/x\"",
        "1-9/2/3 * * * * | minute: must have one step at most, was \"1-9/2/3\"",
        "5/10 * * * *  | minute: must have a range or * before a step, such as 5-59/10, was"
            + " \"5/10\"",
        "* 22-2 * * *  | hour: must not run backwards, such as 22-23,0-2, was \"22-2\"",
        "* * * * fri-mon | day of week: must not run backwards, such as 5-7,0-1, was \"fri-mon\"",
        "0 0 31 2 *    | day of month: must exist in one of the months \"2\", was \"31\"",
        "0 0 30-31 feb */2 | day of month: must exist in one of the months \"feb\", was \"30-31\"",
        "0 0 31 4,jun,9,11 * | day of month: must exist in one of the months \"4,jun,9,11\", was"
            + " \"31\"",
      })
  void refuses(String cron, String message) {
    assertThatThrownBy(() -> CronExpression.parse(cron))
        .isInstanceOf(InvalidCronException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"'* * * *'", "'* * * * * *'", "''", "'   '", "daily"})
  void refusesWhatHasNotFiveFields(String cron) {
    assertThatThrownBy(() -> CronExpression.parse(cron))
        .hasMessage(
            "cron: must have five fields (minute, hour, day of month, month, day of week), was \""
                + cron
                + "\"");
  }

  @Test
  void refusesANicknameThatNamesNoTime() {
    assertThatThrownBy(() -> CronExpression.parse("@reboot"))
        .hasMessage(
            "cron: must be five fields or one of @annually, @daily, @hourly, @midnight, @monthly,"
                + " @weekly, @yearly, was \"@reboot\"");
  }

  @Test
  void refusesWhatIsTooLongToBeMeant() {
    assertThatThrownBy(() -> CronExpression.parse("1,".repeat(300) + "1 * * * *"))
        .hasMessage("cron: must have at most 500 characters, had 609");
    assertThat(CronExpression.parse("1,".repeat(245) + "1 * * * *" + "")).isNotNull();
  }

  /** Monday is enough, so the date that never is does no harm. */
  @Test
  void aDateThatNeverIsMayStandBesideADayOfTheWeek() {
    assertThat(
            CronExpression.parse("0 0 31 2 mon")
                .next(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC))
        .isEqualTo("2027-02-01T00:00:00Z");
  }

  @Test
  void isItsText() {
    assertThat(CronExpression.parse(" 5 4 * * sun "))
        .hasToString("5 4 * * sun")
        .isEqualTo(CronExpression.parse("5 4 * * sun"))
        .hasSameHashCodeAs(CronExpression.parse("5 4 * * sun"))
        .isNotEqualTo(CronExpression.parse("5 4 * * 0"))
        .isNotEqualTo("5 4 * * sun");
  }

  @ParameterizedTest(name = "{0} in {1} after {2}: {3}, then {4}")
  @CsvSource({
    // Clocks are put forward: what does not exist is due at the first moment after the gap.
    "30 2 * * *, Europe/Paris, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
    "*/20 2 * * *, Europe/Paris, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
    "'0 2,3 * * *', Europe/Paris, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
    "30 2 * * *, America/New_York, 2026-03-07T12:00:00Z, 2026-03-08T07:00:00Z,"
        + " 2026-03-09T06:30:00Z",
    "15 2 * * *, Australia/Lord_Howe, 2026-10-03T12:00:00Z, 2026-10-03T15:30:00Z,"
        + " 2026-10-04T15:15:00Z",
    // What is meant as an interval is left out there.
    "0 */2 * * *, Europe/Paris, 2026-03-28T23:00:00Z, 2026-03-29T02:00:00Z, 2026-03-29T04:00:00Z",
    "0 * * * *, Europe/Paris, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
    "30 0-23 * * *, Europe/Paris, 2026-03-29T00:00:00Z, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
    // Clocks are put back: the first of the two.
    "30 2 * * *, Europe/Paris, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "'15 2,3 * * *', Europe/Paris, 2026-10-24T12:00:00Z, 2026-10-25T00:15:00Z,"
        + " 2026-10-25T02:15:00Z",
    "30 2 * * *, Europe/Paris, 2026-10-25T01:10:00Z, 2026-10-26T01:30:00Z, 2026-10-27T01:30:00Z",
    "45 1 * * *, Australia/Lord_Howe, 2026-04-04T12:00:00Z, 2026-04-04T14:45:00Z,"
        + " 2026-04-05T15:15:00Z",
    // What is meant as an interval is due at both.
    "30 * * * *, Europe/Paris, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
    "0 */2 * * *, Europe/Paris, 2026-10-24T22:00:00Z, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z",
    "45 * * * *, Australia/Lord_Howe, 2026-04-04T14:00:00Z, 2026-04-04T14:45:00Z,"
        + " 2026-04-04T15:15:00Z",
  })
  void followsTheDocumentedRuleWhenClocksChange(
      String cron, ZoneId zone, Instant after, Instant first, Instant second) {
    CronExpression expression = CronExpression.parse(cron);

    assertThat(expression.next(after, zone)).isEqualTo(first);
    assertThat(expression.next(first, zone)).isEqualTo(second);
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    "30 2 * * *, 2026-03-29T01:00:00Z, true",
    "30 2 * * *, 2026-03-30T00:30:00Z, false",
    "'0 2,3 * * *', 2026-03-29T01:00:00Z, false",
    "0 * * * *, 2026-03-29T01:00:00Z, false",
    "30 */2 * * *, 2026-03-29T00:30:00Z, false"
  })
  void knowsWhichDueTimesStandForOneThatDoesNotExist(String cron, Instant due, boolean displaced) {
    assertThat(CronExpression.parse(cron).isDisplaced(due, ZoneId.of("Europe/Paris")))
        .isEqualTo(displaced);
  }
}
