package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuildUpTest {
  static List<PlanningVectors.Vector> published() {
    return PlanningVectors.of("diffusion");
  }

  @ParameterizedTest
  @MethodSource("published")
  void published_diffusion_comes_out(PlanningVectors.Vector vector) {
    BuildUp.Diffusion diffusion =
        new BuildUp.Diffusion(vector.input("p").asDouble(), vector.input("q").asDouble());
    double[] days = PlanningVectors.numbers(vector.input("t"));

    check(vector, "F", Arrays.stream(days).map(day -> diffusion.cumulative(day, 0)).toArray());
    check(vector, "f", Arrays.stream(days).map(diffusion::density).toArray());
    check(vector, "peak_time", diffusion.peak());
  }

  @Test
  void without_imitation_reservations_only_fall() {
    BuildUp.Diffusion diffusion = new BuildUp.Diffusion(0.2, 0);

    assertThat(diffusion.peak()).isZero();
    assertThat(diffusion.cumulative(3, 0)).isCloseTo(1 - Math.exp(-0.6), within(1e-12));
  }

  @Test
  void points_are_joined_by_straight_lines_from_nothing() {
    BuildUp.Curve curve =
        campaign("build_up: {days_before: [7, 1, 0], share: [0.2, 0.5, 1]}").buildUp().curve();

    assertThat(curve.cumulative(0, 10)).isZero();
    assertThat(curve.cumulative(1.5, 10)).isCloseTo(0.1, within(1e-12));
    assertThat(curve.cumulative(3, 10)).isCloseTo(0.2, within(1e-12));
    assertThat(curve.cumulative(6, 10)).isCloseTo(0.35, within(1e-12));
    assertThat(curve.cumulative(9.5, 10)).isCloseTo(0.75, within(1e-12));
    assertThat(curve.cumulative(10, 10)).isEqualTo(1);
  }

  @Test
  void even_reservations_age_as_the_integral_of_their_decay_says() {
    Campaign campaign = read("build_up: {days_before: [0], share: [1]}");
    double days = 10;
    double halfLife = 4;
    double rate = Math.log(2) / halfLife;

    assertThat(ShowUp.gathered(campaign, campaign.layers().get(0)).remaining(halfLife))
        .isCloseTo((1 - Math.exp(-rate * days)) / (rate * days), within(1e-4));
  }

  @Test
  void what_a_push_brings_is_as_old_as_the_push() {
    Campaign campaign =
        CampaignFile.read(
                "c",
                """
                timeline: none
                broadcast: {start: 2026-11-11T20:00, zone: UTC}
                layers:
                  - {id: a, kind: reservation, window: T-9d..T-0, build_up: {innovation: 1, imitation: 0}}
                  - {id: b, kind: message, pushes: [{when: T-4d}, {when: T-2d}]}
                  - {id: c, kind: store, window: T-6d..T+2d}
                """)
            .accepted();
    Layer reserved = campaign.layers().get(0);

    assertThat(ShowUp.brought(campaign, campaign.layers().get(1), reserved).remaining(2))
        .isCloseTo((0.25 + 0.5) / 2, within(1e-12));
    // Evenly over its window, of which what comes after the start counts as the start.
    double rate = Math.log(2) / 2;
    assertThat(ShowUp.brought(campaign, campaign.layers().get(2), reserved).remaining(2))
        .isCloseTo((1 - Math.exp(-6 * rate)) / (6 * rate), within(1e-4));
  }

  private static Layer campaign(String buildUp) {
    return read(buildUp).layers().get(0);
  }

  private static Campaign read(String buildUp) {
    return CampaignFile.read(
            "c", "layers: [{id: a, kind: reservation, window: T-10d..T-0, " + buildUp + "}]")
        .accepted();
  }

  /** Compares what the vector states of it. */
  private static void check(PlanningVectors.Vector vector, String key, double... actual) {
    JsonNode expected = vector.expected(key);
    if (expected.isArray()) {
      vector.assertClose(key, actual);
    } else if (!expected.isMissingNode()) {
      vector.assertClose(key, actual[0]);
    }
  }
}
