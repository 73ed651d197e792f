package io.vigie.runner.kafka;

class ConsumerGroupJobSourceTest extends JobSourceContract {

  @Override
  JobSource newSource(int perPoll) {
    return new ConsumerGroupJobSource(kafka.settings.client(), location, kafka.letters(), perPoll);
  }

  @Override
  String adapter() {
    return "consumer-group";
  }
}
