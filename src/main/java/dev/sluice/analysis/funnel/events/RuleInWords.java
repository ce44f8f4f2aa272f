package dev.sluice.analysis.funnel.events;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The rule of a funnel as its reader sees it beside the figures. */
final class RuleInWords {
  private RuleInWords() {}

  static List<String> of(Definition definition) {
    List<String> said = new ArrayList<>();
    String window =
        definition.windowMicros() == Rule.UNLIMITED
            ? "any time"
            : Durations.seconds(BigDecimal.valueOf(definition.windowMicros())).toPlainString()
                + " s";
    switch (definition.order()) {
      case ORDERED ->
          said.add(
              "rule: steps in the order of time, other events may lie between; "
                  + (definition.increasing()
                      ? "each step is later than the one before"
                      : "events of one instant may stand in any order")
                  + "; one event fills one step; within "
                  + window
                  + " of step 1, the end included");
      case STRICT ->
          said.add(
              "rule: the very next event must be the next step"
                  + (definition.increasing()
                      ? ", and later"
                      : "; events of one instant may stand in any order")
                  + "; one event fills one step; within "
                  + window
                  + " of step 1, the end included");
      case UNORDERED ->
          said.add(
              "rule: steps in any order, step k is k different steps done; one event fills one"
                  + " step; within "
                  + window
                  + " of the first of them, the end included");
    }
    said.add(
        definition.firstOnly()
            ? "of each user the first attempt counts"
            : "of each user's attempts, one from every "
                + (definition.order() == Order.UNORDERED ? "step" : "step 1")
                + ", the best counts: the furthest, of these the first to get there, of these the"
                + " last begun");
    details(definition, said);
    if (definition.range() != null) {
      said.add(
          "attempts begin within the range; steps after its end count while their window lasts");
    }
    if (!definition.breakdown().isEmpty()) {
      said.add(breakdown(definition));
    }
    return said;
  }

  private static void details(Definition definition, List<String> said) {
    if (!definition.held().isEmpty()) {
      said.add(
          "all steps have the same "
              + String.join(", ", definition.held())
              + "; events that lack it, or have another, do not count for the attempt");
    }
    if (!definition.exclusions().isEmpty()) {
      said.add(
          definition.order() == Order.UNORDERED
              ? "an excluded event undoes the steps before it; the user stays counted at step 1"
              : "a user whose best attempt has an excluded event between its steps leaves every"
                  + " step, step 1 too, unless another attempt that got as far has none");
    }
    if (definition.steps().stream().anyMatch(Definition.Step::optional)) {
      said.add(
          "optional steps may be left out and are counted for themselves; the rate of a step is"
              + " of the required step before it");
    }
    if (definition.steps().stream().anyMatch(step -> step.windowMicros() != null)) {
      said.add(
          "a window of a step runs from the required step before it, which is then filled by the"
              + " last event that can");
    }
  }

  private static String breakdown(Definition definition) {
    return "by "
        + String.join(", ", definition.breakdown())
        + switch (definition.attribution()) {
          case FIRST_TOUCH -> ": the value of a user's first step event that has one";
          case LAST_TOUCH -> ": the value of a user's last step event that has one";
          case STEP ->
              ": the value of the event that was step "
                  + definition.attributionStep()
                  + "; users who did not reach it stand in no group";
          case ALL_EVENTS ->
              ": each value is a funnel of its own, so a user may stand in several groups and the"
                  + " groups do not add up to users";
        };
  }
}
