package dev.sluice.plan.lineup;

import static dev.sluice.plan.PlanningVectors.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.plan.PlanningVectors;
import dev.sluice.plan.PlanningVectors.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
  static List<Vector> vectors() {
    return PlanningVectors.of("lineup_knapsack");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void a_knapsack_is_filled_as_its_published_optimum(Vector vector) {
    List<Choice.Option> options = new ArrayList<>();
    for (double profit : numbers(vector.input("profits"))) {
      options.add(new Choice.Option(options.size(), profit));
    }
    List<Choice.Limit> limits = new ArrayList<>();
    double[] capacities = numbers(vector.input("capacities"));
    for (int i = 0; i < capacities.length; i++) {
      double[] weights = numbers(vector.input("weights").get(i));
      limits.add(new Choice.Limit("limit", Double.NEGATIVE_INFINITY, capacities[i], weights));
    }
    Choice choice = new Choice(options, limits);

    boolean[] chosen = best(choice);

    vector.assertClose("optimum", choice.value(chosen));
    JsonNode selection = vector.expected("selection");
    if (!selection.isMissingNode()) {
      for (int i = 0; i < chosen.length; i++) {
        assertThat(chosen[i]).as("item %d", i).isEqualTo(selection.get(i).asInt() == 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_best_of_every_choice_there_is_is_found(long seed) {
    Random random = new Random(seed);
    int impossible = 0;
    for (int round = 0; round < 60; round++) {
      Choice choice = random(random);
      Double most = enumerated(choice);
      Solver.Found found = Solver.solve(choice);
      String what = "seed " + seed + ", round " + round;
      assertThat(found.proven()).as(what).isTrue();
      if (most == null) {
        impossible++;
        assertThat(found.chosen()).as(what).isNull();
      } else {
        boolean[] chosen = Objects.requireNonNull(found.chosen());
        assertThat(choice.allows(chosen)).as(what).isTrue();
        assertThat(choice.value(chosen)).as(what).isEqualTo(most);
        assertThat(Solver.solve(choice, 1).bound()).as(what).isGreaterThanOrEqualTo(most - 1e-6);
      }
    }
    assertThat(impossible).as("seed %d", seed).isBetween(1, 59);
  }

  @Test
  void a_search_that_is_given_up_says_so_and_bounds_what_it_missed() {
    Random random = new Random(5);
    List<Choice.Option> options = new ArrayList<>();
    double[] weights = new double[40];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 100 + random.nextInt(900);
      options.add(new Choice.Option(i, weights[i] + random.nextInt(30)));
    }
    Choice choice =
        new Choice(
            options, List.of(new Choice.Limit("", Double.NEGATIVE_INFINITY, 9_001, weights)));

    Solver.Found early = Solver.solve(choice, 200);
    Solver.Found late = Solver.solve(choice);

    assertThat(early.proven()).isFalse();
    assertThat(late.proven()).isTrue();
    double best = choice.value(Objects.requireNonNull(late.chosen()));
    assertThat(choice.value(Objects.requireNonNull(early.chosen()))).isLessThanOrEqualTo(best);
    assertThat(early.bound()).isGreaterThanOrEqualTo(best);
  }

  /** Whole numbers throughout, so that sums are exact. */
  private static Choice random(Random random) {
    List<Choice.Option> options = new ArrayList<>();
    int items = 3 + random.nextInt(3);
    for (int item = 0; item < items; item++) {
      for (int option = random.nextInt(3); option >= 0; option--) {
        options.add(new Choice.Option(item, random.nextInt(60) - 10));
      }
    }
    List<Choice.Limit> limits = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      double[] uses = new double[options.size()];
      for (int j = 0; j < uses.length; j++) {
        uses[j] = random.nextInt(14) - 3;
      }
      double most = random.nextInt(25);
      boolean floor = random.nextInt(3) == 0;
      limits.add(new Choice.Limit("", floor ? most - 2 : Double.NEGATIVE_INFINITY, most, uses));
    }
    return new Choice(options, limits);
  }

  /** The highest value of all subsets that are allowed, or {@code null} if none is. */
  private static Double enumerated(Choice choice) {
    int count = choice.options().size();
    Double most = null;
    for (int subset = 0; subset < 1 << count; subset++) {
      boolean[] chosen = new boolean[count];
      for (int i = 0; i < count; i++) {
        chosen[i] = (subset >> i & 1) == 1;
      }
      if (choice.allows(chosen) && (most == null || choice.value(chosen) > most)) {
        most = choice.value(chosen);
      }
    }
    return most;
  }

  private static boolean[] best(Choice choice) {
    Solver.Found found = Solver.solve(choice);
    assertThat(found.proven()).isTrue();
    return Objects.requireNonNull(found.chosen());
  }
}
