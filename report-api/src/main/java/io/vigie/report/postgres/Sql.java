package io.vigie.report.postgres;

/** The statements that write. Their one parameter is an array of keys or of JSON messages. */
final class Sql {

  private Sql() {}

  static final String REMOVE_ITEMS =
      """
      update report.item set removed_at = now()
      where id = any (?) and removed_at is null
      returning id
      """;

  /** An unchanged definition is not written again: schedulers publish all of them at start. */
  static final String KEEP_ITEMS =
      """
      insert into report.item as old (id, system, environment, item, ping, definition)
      select c ->> 'item',
             split_part(c ->> 'item', '/', 1),
             split_part(c ->> 'item', '/', 2),
             split_part(c ->> 'item', '/', 3),
             (stored ->> 'ping')::uuid,
             c
      from jsonb_array_elements(?::jsonb) as stored,
           lateral (select stored -> 'check' as c) as message
      order by 1
      on conflict (id) do update set
        ping = excluded.ping,
        definition = excluded.definition,
        removed_at = null
      where old.definition is distinct from excluded.definition or old.removed_at is not null
      returning id
      """;

  static final String APPEND_RESULTS =
      """
      insert into report.result (run, id, due_at, finished_at, outcome, summary, message)
      select (r ->> 'run')::uuid,
             r ->> 'item',
             (r ->> 'dueAt')::timestamptz,
             (stored ->> 'finishedAt')::timestamptz,
             lower(stored ->> 'outcome'),
             stored ->> 'summary',
             r
      from jsonb_array_elements(?::jsonb) as stored,
           lateral (select stored -> 'result' as r) as message
      on conflict (run) do nothing
      returning id
      """;

  /**
   * Two writers can have results of one item at the same time, while a partition changes hands; the
   * one who comes second must see what the first has written before it takes the pulse.
   */
  static final String TAKE_TURNS =
      "select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(?::text[]) as item (id)";

  /** Derives the pulse anew from the results, whatever order they came in. */
  static final String TAKE_PULSE =
      """
      insert into report.pulse
        (id, due_at, finished_at, outcome, summary, failures, last_pass, first_failure)
      select item.id, newest.due_at, newest.finished_at, newest.outcome, newest.summary,
             failed.count, passed.run, failed.first
      from unnest(?::text[]) as item (id)
      cross join lateral (
        select due_at, finished_at, outcome, summary from report.result
        where id = item.id order by due_at desc limit 1) as newest
      left join lateral (
        select run, due_at from report.result
        where id = item.id and outcome = 'passed' order by due_at desc limit 1) as passed on true
      cross join lateral (
        select count(*) as count, (array_agg(run order by due_at))[1] as first
        from (select run, due_at from report.result
              where id = item.id and outcome = 'failed'
                and due_at > coalesce(passed.due_at, '-infinity')
              order by due_at limit 100) as since) as failed
      on conflict (id) do update set
        due_at = excluded.due_at,
        finished_at = excluded.finished_at,
        outcome = excluded.outcome,
        summary = excluded.summary,
        failures = excluded.failures,
        last_pass = excluded.last_pass,
        first_failure = excluded.first_failure
      """;

  static final String REMOVE_STATES =
      """
      with gone as (delete from report.state where id = any (?) returning id, version),
           noted as (
             insert into report.state_history (id, since, version)
             select id, now(), version from gone
             on conflict (id, since) do nothing)
      select id, version from gone
      """;

  /**
   * One state of many that are said to have begun together remains: the one of the last version.
   */
  static final String KEEP_HISTORY =
      """
      insert into report.state_history as old (id, since, version, state)
      select distinct on (1, 2)
             s ->> 'item', (s ->> 'since')::timestamptz, (s ->> 'version')::bigint, s ->> 'state'
      from jsonb_array_elements(?::jsonb) as s
      order by 1, 2, 3 desc
      on conflict (id, since) do update set version = excluded.version, state = excluded.state
      where excluded.version > old.version
      """;

  static final String KEEP_STATES =
      """
      insert into report.state as old
        (id, version, state, since, as_of, reason, incident, warning, waiver)
      select s ->> 'item',
             (s ->> 'version')::bigint,
             s ->> 'state',
             (s ->> 'since')::timestamptz,
             (s ->> 'asOf')::timestamptz,
             s ->> 'reason',
             (s ->> 'incident')::uuid,
             s ->> 'warning',
             s -> 'waiver'
      from jsonb_array_elements(?::jsonb) as s
      order by 1
      on conflict (id) do update set
        version = excluded.version,
        state = excluded.state,
        since = excluded.since,
        as_of = excluded.as_of,
        reason = excluded.reason,
        incident = excluded.incident,
        warning = excluded.warning,
        waiver = excluded.waiver
      where excluded.version > old.version
      returning id, version
      """;

  static final String KEEP_INCIDENTS =
      """
      insert into report.incident as old
        (id, version, item, system, environment, opened_at, resolved_at, folded_into,
         acknowledged, message)
      select (i ->> 'id')::uuid,
             (i ->> 'version')::bigint,
             i ->> 'item',
             split_part(i ->> 'item', '/', 1),
             split_part(i ->> 'item', '/', 2),
             (i ->> 'openedAt')::timestamptz,
             (i ->> 'resolvedAt')::timestamptz,
             (i -> 'fold' ->> 'into')::uuid,
             i -> 'acknowledged' ->> 'by' is not null,
             i
      from jsonb_array_elements(?::jsonb) as i
      order by 1
      on conflict (id) do update set
        version = excluded.version,
        opened_at = excluded.opened_at,
        resolved_at = excluded.resolved_at,
        folded_into = excluded.folded_into,
        acknowledged = excluded.acknowledged,
        message = excluded.message
      where excluded.version > old.version
      returning item, version
      """;

  static final String KEEP_NOTIFICATIONS =
      """
      insert into report.notification as old (id, version, incident, created_at, message)
      select (n ->> 'id')::uuid,
             (n ->> 'version')::bigint,
             (n ->> 'incident')::uuid,
             (n ->> 'createdAt')::timestamptz,
             n
      from jsonb_array_elements(?::jsonb) as n
      order by 1
      on conflict (id) do update set
        version = excluded.version,
        message = excluded.message
      where excluded.version > old.version
      returning message ->> 'item', version
      """;

  static final String KEEP_SILENCES =
      """
      insert into report.silence as old (id, version, ends_at, message)
      select (s -> 'silence' ->> 'id')::uuid,
             (s -> 'silence' ->> 'version')::bigint,
             (s ->> 'endsAt')::timestamptz,
             s -> 'silence'
      from jsonb_array_elements(?::jsonb) as s
      order by 1
      on conflict (id) do update set
        version = excluded.version,
        ends_at = excluded.ends_at,
        message = excluded.message
      where excluded.version > old.version
      """;

  static final String REMOVE_CHECKLISTS = "delete from report.checklist where file = any (?)";

  static final String KEEP_CHECKLISTS =
      """
      insert into report.checklist as old (file, loaded_at, message)
      select c ->> 'file', (c ->> 'loadedAt')::timestamptz, c
      from jsonb_array_elements(?::jsonb) as c
      on conflict (file) do update set
        loaded_at = excluded.loaded_at,
        message = excluded.message
      where excluded.loaded_at >= old.loaded_at and excluded.message is distinct from old.message
      """;
}
