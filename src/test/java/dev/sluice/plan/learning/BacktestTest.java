package dev.sluice.plan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacktestTest {
  @Test
  void only_what_began_a_fortnight_before_is_known() {
    List<PastLayer> past = weekly(7, week -> 100L * (week + 1));
    List<Backtest.Forecast> forecasts = entrants(Backtest.of(past, 1));

    // What began exactly a fortnight before is not yet known: week 5 is the first to know three.
    assertThat(forecasts).extracting(Backtest.Forecast::broadcast).containsExactly("b5", "b6");
    assertThat(forecasts.get(0).last()).isEqualTo(300);
    assertThat(forecasts.get(0).median()).isEqualTo(200);
    assertThat(forecasts.get(1).last()).isEqualTo(400);
    assertThat(forecasts.get(1).median()).isEqualTo(250);
  }

  @Test
  void what_comes_later_changes_no_forecast() {
    List<PastLayer> past = weekly(7, week -> 100L * (week + 1));
    List<PastLayer> other = new ArrayList<>(past.subList(0, 4));
    other.addAll(weekly(7, week -> 5000).subList(4, 7));

    Backtest.Forecast honest = entrants(Backtest.of(past, 1)).get(0);
    Backtest.Forecast changed = entrants(Backtest.of(other, 1)).get(0);
    assertThat(changed.draws()).isEqualTo(honest.draws());
    assertThat(changed.actual()).isNotEqualTo(honest.actual());
  }

  @Test
  void the_score_of_a_distribution_is_that_of_its_definition() {
    double[] draws = IntStream.range(0, 4000).mapToDouble(i -> i * 31 % 4001 / 100.0).toArray();
    Backtest.Forecast forecast =
        new Backtest.Forecast("b", Instant.EPOCH, "l", Backtest.Metric.ENTRANTS, draws, 12.5, 0, 0);

    double off = 0;
    double apart = 0;
    for (double x : draws) {
      off += Math.abs(x - 12.5) / draws.length;
      for (double y : draws) {
        apart += Math.abs(x - y) / draws.length / draws.length;
      }
    }
    // E|X − y| − E|X − X′| / 2; the quantiles are steps of a hundredth.
    assertThat(forecast.crps()).isCloseTo(off - apart / 2, within(0.01 * off));

    Backtest.Forecast sure =
        new Backtest.Forecast(
            "b", Instant.EPOCH, "l", Backtest.Metric.ENTRANTS, new double[] {7, 7}, 10, 0, 0);
    assertThat(sure.crps()).isCloseTo(3, within(1e-12));
    assertThat(sure.covered()).isFalse();
  }

  @Test
  void a_baseline_that_wins_is_said_to() {
    // Growing by a tenth each week: the last result is nearer than any level of the past.
    Backtest backtest = Backtest.of(weekly(12, week -> Math.round(100 * Math.pow(1.1, week))), 1);
    Section scores = backtest.overview().section("scores");

    assertThat(scores.cell(0, "best")).isEqualTo("last");
    assertThat(backtest.overview().notes())
        .anyMatch(note -> note.startsWith("entrants: the baseline wins (last), WAPE"))
        .anyMatch(note -> note.endsWith("no skill is claimed"));
  }

  @Test
  void a_forecast_by_spend_beats_both_baselines_where_spend_moves_the_result() {
    Simulator simulator = new Simulator(11);
    Simulator.World world = new Simulator.World(0, 0.1, 0.05, 0.6, 0.1);
    Simulator.Layer layer = simulator.layer("ads", world);
    Section scores =
        Backtest.of(simulator.past(List.of(layer), world, 20), 1).overview().section("scores");

    assertThat(scores.cell(0, "best")).isEqualTo("forecast");
    assertThat((BigDecimal) scores.cell(0, "wape")).isLessThan(new BigDecimal("0.15"));
    assertThat(scores.cell(scores.rows().size() - 1, "layer")).isEqualTo("(total)");
  }

  @Test
  void a_past_too_short_says_so() {
    Backtest backtest = Backtest.of(weekly(3, week -> 5), 1);
    assertThat(backtest.answer("CNY").section("scores").rows()).isEmpty();
    assertThat(backtest.answer("CNY").notes().get(0)).startsWith("3 broadcasts have fewer than 3");
    assertThat(Backtest.of(List.of(), 1).answer("CNY").section("forecasts").rows()).isEmpty();
  }

  private static List<Backtest.Forecast> entrants(Backtest backtest) {
    return backtest.forecasts().stream()
        .filter(each -> each.layer().equals("group"))
        .filter(each -> each.metric() == Backtest.Metric.ENTRANTS)
        .toList();
  }

  private static List<PastLayer> weekly(int weeks, IntToLongFunction entrants) {
    List<PastLayer> past = new ArrayList<>();
    for (int week = 0; week < weeks; week++) {
      past.add(
          new PastLayer(
              "b" + week,
              Instant.parse("2026-01-01T12:00:00Z").plusSeconds(604_800L * week),
              "group",
              null,
              null,
              null,
              null,
              null,
              entrants.applyAsLong(week),
              null,
              null));
    }
    return past;
  }
}
