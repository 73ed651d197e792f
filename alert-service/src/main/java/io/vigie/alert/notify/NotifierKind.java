package io.vigie.alert.notify;

/**
 * A kind of channel, found as a bean. To add one: a folder with a kind, a notifier, a README and a
 * test that extends the contract suite; nothing else is edited.
 */
public interface NotifierKind {

  /** What a channel writes under {@code type}. */
  String type();

  /** Opens a channel; fails with a sentence for each setting that is wrong. */
  Notifier open(ChannelSettings settings);

  /** How often such a channel may be called where its settings do not say. */
  default Rate rate() {
    return Rate.UNLIMITED;
  }
}
