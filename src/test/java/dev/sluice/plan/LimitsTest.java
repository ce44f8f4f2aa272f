package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final String LAYERS =
      """
      layers:
        - {id: ads, kind: paid, minimum: 300, maximum: 400}
        - {id: search, kind: paid, minimum: 200, maximum: 250}
        - {id: creators, kind: creator, minimum: 150, off_allowed: true}
        - {id: clips, kind: teaser, minimum: 50, maximum: 60}
      """;

  private static List<String> faults(String yaml) {
    return CampaignFile.read("c.yaml", LAYERS + yaml).faults().stream()
        .map(fault -> fault.line("c.yaml"))
        .toList();
  }

  @Test
  void groups_that_cross_are_named_with_what_they_share() {
    assertThat(
            faults(
                """
                groups:
                  - {id: bought, layers: [ads, search], maximum: 600}
                  - {id: public, layers: [search, clips, ads], maximum: 700}
                  - {id: soft, layers: [clips, creators], minimum: 0}
                """))
        .containsExactly(
            "c.yaml:9:5: groups[2]: the groups 'public' and 'soft' share 'clips', and neither holds"
                + " the other (of two groups with a layer in common one must hold all layers of the"
                + " other)");
  }

  @Test
  void a_layer_that_is_not_there_is_named_with_its_nearest() {
    assertThat(faults("groups: [{id: g, layers: [add, clips, clips], maximum: 600}]"))
        .containsExactly(
            "c.yaml:6:27: groups[0].layers[0]: 'add' is no layer of this plan (did you mean"
                + " 'ads'?)",
            "c.yaml:6:39: groups[0].layers[2]: 'clips' stands in the group twice");
  }

  @Test
  void limits_that_contradict_name_each_other() {
    assertThat(
            faults(
                """
                budget: 560
                groups:
                  - {id: bought, layers: [ads, search], maximum: 450}
                  - {id: public, layers: [ads, search, clips], maximum: 540}
                  - {id: small, layers: [clips], minimum: 70}
                """))
        .containsExactly(
            "c.yaml:6:9: budget: the budget 560 is below what the layers need at least: group"
                + " 'public' 570 (raise it, or lower a minimum)",
            "c.yaml:8:50: groups[0].maximum: the maximum 450 of the group 'bought' is below what"
                + " its layers need at least: 'ads' 300 + 'search' 200 = 500 (raise it, or lower a"
                + " minimum)",
            "c.yaml:9:57: groups[1].maximum: the maximum 540 of the group 'public' is below what"
                + " its layers need at least: group 'bought' 500 + group 'small' 70 = 570 (raise"
                + " it, or lower a minimum)",
            "c.yaml:10:43: groups[2].minimum: the minimum 70 of the group 'small' is above what its"
                + " layers may have at most: 'clips' 60 (lower it, or raise a maximum)");
  }

  @Test
  void a_minimum_above_the_maximum_is_a_fault_of_the_group() {
    assertThat(faults("groups: [{id: g, layers: [clips], minimum: 55, maximum: 54}]"))
        .containsExactly(
            "c.yaml:6:44: groups[0].minimum: 'minimum' 55 is above 'maximum' 54 (lower the one"
                + " or raise the other)");
  }

  @Test
  void what_can_be_kept_has_no_fault() {
    assertThat(
            faults(
                """
                budget: 700
                groups:
                  - {id: bought, layers: [ads, search], minimum: 520, maximum: 600}
                  - {id: public, layers: [ads, search, clips], maximum: 700}
                  - {id: same, layers: [search, ads], maximum: 640}
                  - {id: creators, layers: [creators], maximum: 100}
                """))
        .isEmpty();
  }

  @Test
  void answers_that_fall_are_a_fault() {
    assertThat(
            faults(
                "  - {id: x, kind: paid, response: {curve: points, spend: [0, 1, 2], response: [0,"
                    + " 5, 4]}}"))
        .containsExactly(
            "c.yaml:6:79: layers[4].response.response: the answers fall: more money cannot bring"
                + " less");
  }
}
