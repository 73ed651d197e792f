package io.vigie.scheduler.dispatch;

import io.vigie.contract.job.Job;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Plan.Run;
import io.vigie.scheduler.plan.Plan.Skipped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers what it was given. */
final class FakeSink implements JobSink {

  final List<Run> runs = new ArrayList<>();
  final List<Job> urgent = new ArrayList<>();
  final List<Skipped> skipped = new ArrayList<>();
  final Set<String> locations = new HashSet<>();
  boolean congested;
  private Instant settled = Instant.MIN;

  @Override
  public void prepare(String location) {
    locations.add(location);
  }

  @Override
  public void send(Plan plan, Instant givenOut) {
    runs.addAll(plan.runs());
    skipped.addAll(plan.skipped());
    settled = givenOut;
  }

  @Override
  public void sendUrgent(Job job) {
    urgent.add(job);
  }

  @Override
  public void account(Skipped lost) {
    skipped.add(lost);
  }

  @Override
  public Instant settled() {
    return settled;
  }

  @Override
  public boolean isCongested() {
    return congested;
  }
}
