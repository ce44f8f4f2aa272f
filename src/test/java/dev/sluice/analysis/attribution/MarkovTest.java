package dev.sluice.analysis.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.attribution.Markov.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkovTest {
  static LongStream seeds() {
    return LongStream.range(1, 40);
  }

  /** Random journeys over a few channels, some of which convert. */
  private static List<Transition> random(Random random, int channels) {
    Map<List<@Nullable String>, Double> counts = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      String at = null;
      do {
        String next = "c" + random.nextInt(channels);
        counts.merge(Arrays.asList(at, next, "on"), 1.0, Double::sum);
        at = next;
      } while (random.nextDouble() < 0.7);
      String end = random.nextDouble() < 0.4 ? "converts" : "lost";
      counts.merge(Arrays.asList(at, null, end), 1.0, Double::sum);
    }
    List<Transition> transitions = new ArrayList<>();
    counts.forEach(
        (key, weight) ->
            transitions.add(
                new Transition(key.get(0), key.get(1), "converts".equals(key.get(2)), weight)));
    return transitions;
  }

  /** Chance of a conversion by walking all journeys at once, step by step, until none is left. */
  private static double conversion(List<Transition> chain, @Nullable String removed) {
    Map<@Nullable String, Double> leaves = new HashMap<>();
    chain.forEach(t -> leaves.merge(t.source(), t.weight(), Double::sum));
    Map<@Nullable String, Double> at = new HashMap<>();
    at.put(null, 1.0);
    double converted = 0;
    for (int step = 0; step < 2000; step++) {
      Map<@Nullable String, Double> next = new HashMap<>();
      for (Transition t : chain) {
        double mass = at.getOrDefault(t.source(), 0.0) * t.weight() / leaves.get(t.source());
        if (t.target() == null) {
          converted += t.converts() ? mass : 0;
        } else if (!t.target().equals(removed)) {
          next.merge(t.target(), mass, Double::sum);
        }
      }
      at = next;
    }
    return converted;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void removalEffectsAreThoseOfTheChainWithoutTheChannel(long seed) {
    List<Transition> transitions = random(new Random(seed), 2 + (int) (seed % 6));
    Markov chain = new Markov(transitions);
    double whole = conversion(transitions, null);
    assertThat(chain.conversion()).as("seed %s", seed).isCloseTo(whole, within(1e-9));
    for (int c = 0; c < 8; c++) {
      double without = conversion(transitions, "c" + c);
      assertThat(chain.removalEffect("c" + c))
          .as("seed %s, channel c%s", seed, c)
          .isCloseTo(1 - without / whole, within(1e-9));
    }
  }

  @Test
  void randomWalksComeToTheSame() {
    long seed = 20261122;
    Random random = new Random(seed);
    List<Transition> transitions = random(random, 4);
    Markov chain = new Markov(transitions);
    int walks = 200_000;
    int converted = 0;
    for (int i = 0; i < walks; i++) {
      String at = null;
      while (true) {
        String here = at;
        List<Transition> ways =
            transitions.stream().filter(t -> Objects.equals(t.source(), here)).toList();
        double pick = random.nextDouble() * ways.stream().mapToDouble(Transition::weight).sum();
        Transition way = ways.get(0);
        for (Transition each : ways) {
          way = each;
          pick -= each.weight();
          if (pick < 0) {
            break;
          }
        }
        if (way.target() == null) {
          converted += way.converts() ? 1 : 0;
          break;
        }
        at = way.target();
      }
    }
    // Four standard errors.
    assertThat((double) converted / walks)
        .as("seed %s", seed)
        .isCloseTo(chain.conversion(), within(4 * 0.5 / Math.sqrt(walks)));
  }

  @Test
  void repeatsChangeTheTableAndNoEffect() {
    List<Transition> collapsed =
        List.of(
            new Transition(null, "a", false, 4),
            new Transition("a", "b", false, 2),
            new Transition("a", null, true, 1),
            new Transition("a", null, false, 1),
            new Transition("b", null, true, 2));
    List<Transition> repeated = new ArrayList<>(collapsed);
    repeated.add(new Transition("a", "a", false, 7));
    repeated.add(new Transition("b", "b", false, 3));
    for (String channel : List.of("a", "b")) {
      assertThat(new Markov(repeated).removalEffect(channel))
          .isCloseTo(new Markov(collapsed).removalEffect(channel), within(1e-12));
    }
  }

  @Test
  void whereNothingConvertsNoChannelHasAnEffect() {
    Markov chain =
        new Markov(
            List.of(new Transition(null, "a", false, 1), new Transition("a", null, false, 1)));
    assertThat(chain.conversion()).isZero();
    assertThat(chain.removalEffect("a")).isZero();
    assertThat(chain.removalEffect("unknown")).isZero();
  }
}
