package dev.sluice.analysis.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.answer.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A saved answer of {@code sluice kpi --format json}: of a whole, or by account. */
public final class Baseline {
  /** For somebody who has none. */
  public static final String HOW_TO_SAVE =
      "save one: sluice kpi --from DAY --to DAY --by account --metrics all --format json -o FILE";

  private final JsonNode groups;

  private Baseline(JsonNode groups) {
    this.groups = groups;
  }

  /**
   * One metric of it.
   *
   * @param broadcasts how many it sums up
   * @param value {@code null} when it was not known
   */
  public record Value(long broadcasts, @Nullable BigDecimal value, @Nullable String currency) {}

  /** Reads it, or says why it is none. */
  public static Baseline read(String name, String text) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw Refusal.input(name + " is not JSON", HOW_TO_SAVE, e);
    }
    if (!root.path("schema").asText().equals("sluice.kpi/1")) {
      throw Refusal.input(name + " is no answer of 'sluice kpi'", HOW_TO_SAVE);
    }
    String by = root.path("by").asText();
    if (!by.isEmpty() && !by.equals("account")) {
      throw Refusal.input(
          name + " is by " + by + ", and a broadcast has no place in it",
          "save one of the whole, or --by account");
    }
    return new Baseline(root.path("groups"));
  }

  /** The metric as it was for that account, or {@code null} where the answer has none. */
  @Nullable Value of(String account, String metric) {
    for (JsonNode group : groups) {
      if (!group.path("group").isNull() && !group.path("group").asText().equals(account)) {
        continue;
      }
      for (JsonNode each : group.path("metrics")) {
        if (each.path("metric").asText().equals(metric)) {
          JsonNode value = each.path("value");
          return new Value(
              group.path("broadcasts").asLong(),
              value.isValueNode() && !value.isNull() ? new BigDecimal(value.asText()) : null,
              each.path("currency").isTextual() ? each.path("currency").asText() : null);
        }
      }
    }
    return null;
  }
}
