package dev.sluice.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.plan.CampaignFile;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Placed pushes against every choice of the same hours. */
class PushPlanTest {
  private final List<ZonedDateTime> hours = new ArrayList<>();
  private final List<Integer> layers = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private double best;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void no_choice_brings_more_than_one_that_is_called_exact(long seed) {
    Random random = new Random(seed);
    long perDay = 1L + random.nextInt(2);
    StringBuilder yaml =
        new StringBuilder()
            .append("broadcast: {platform: x, start: 2026-11-11T20:00, zone: Asia/Shanghai}\n")
            .append("schedule:\n  dayparts:\n")
            .append("    - {id: noon, from: \"12:00\", to: \"15:00\", weight: 0.8}\n")
            .append("    - {id: evening, from: \"18:00\", to: \"20:00\", weight: 1.3}\n")
            .append("layers:\n");
    for (String id : List.of("a", "b")) {
      yaml.append("  - {id: ")
          .append(id)
          .append(", kind: message, channel: sms, window: T-2d 12:00..T-0, delivered: 10,")
          .append(" click_rate: 0.1, pushes_to_place: {count: ")
          .append(1 + random.nextInt(3))
          .append(", per_day: ")
          .append(1 + random.nextInt(2))
          .append(", value: ")
          .append(1 + random.nextInt(9))
          .append(", gap: ")
          .append(1 + random.nextInt(26))
          .append("h}}\n");
    }
    List<PushPlan.Wish> wishes = Inputs.of(CampaignFile.read("c", yaml.toString()), null).wishes();

    PushPlan plan = PushPlan.of(wishes, perDay, Map.of(), 2000);

    assertThat(plan.exact()).isTrue();
    for (int i = 0; i < wishes.size(); i++) {
      for (OpenHours.Part part : wishes.get(i).parts()) {
        for (OpenHours.Stretch open : part.open()) {
          for (ZonedDateTime at = open.from(); at.isBefore(open.to()); at = at.plusHours(1)) {
            hours.add(at);
            layers.add(i);
            values.add(
                wishes.get(i).pushes().value().multiply(part.daypart().weight()).doubleValue());
          }
        }
      }
    }
    choose(wishes, perDay, 0, new ArrayList<>(), 0);
    assertThat(plan.value()).as("seed %d", seed).isCloseTo(best, within(1e-9));
    assertThat(plan.placed()).isNotEmpty();
  }

  private void choose(
      List<PushPlan.Wish> wishes, long perDay, int from, List<Integer> chosen, double value) {
    best = Math.max(best, value);
    for (int next = from; next < hours.size(); next++) {
      if (fits(wishes, perDay, chosen, next)) {
        chosen.add(next);
        choose(wishes, perDay, next + 1, chosen, value + values.get(next));
        chosen.remove(chosen.size() - 1);
      }
    }
  }

  private boolean fits(List<PushPlan.Wish> wishes, long perDay, List<Integer> chosen, int next) {
    Map<LocalDate, Integer> all = new HashMap<>();
    Map<LocalDate, Integer> own = new HashMap<>();
    int count = 0;
    PushPlan.Wish wish = wishes.get(layers.get(next));
    for (int each : chosen) {
      all.merge(hours.get(each).toLocalDate(), 1, Integer::sum);
      if (layers.get(each).equals(layers.get(next))) {
        count++;
        own.merge(hours.get(each).toLocalDate(), 1, Integer::sum);
        Duration apart = Duration.between(hours.get(each), hours.get(next)).abs();
        if (apart.compareTo(wish.pushes().gap()) < 0) {
          return false;
        }
      }
    }
    LocalDate day = hours.get(next).toLocalDate();
    Long most = wish.pushes().perDay();
    return count < wish.pushes().count()
        && all.getOrDefault(day, 0) < perDay
        && (most == null || own.getOrDefault(day, 0) < most);
  }
}
