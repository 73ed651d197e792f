package io.vigie.report.postgres;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.state.ItemState;
import java.util.Map;

/**
 * What is read of a word that only a newer version knows, which wrote here before this one was put
 * back in its place: the least that can be said.
 */
final class StoredWords extends DeserializationProblemHandler {

  private static final Map<Class<?>, Enum<?>> LEAST =
      Map.of(
          Remark.Kind.class, Remark.Kind.COMMENTED,
          Notification.Occasion.class, Notification.Occasion.UPDATED,
          Notification.Delivery.class, Notification.Delivery.PENDING,
          ItemState.class, ItemState.UNKNOWN);

  /** A state by its word. */
  static ItemState state(String word) {
    try {
      return ItemState.ofWord(word);
    } catch (IllegalArgumentException e) {
      return ItemState.UNKNOWN;
    }
  }

  @Override
  public Object handleInstantiationProblem(
      DeserializationContext context, Class<?> type, Object argument, Throwable problem) {
    Enum<?> least = LEAST.get(type);
    return least == null ? NOT_HANDLED : least;
  }
}
