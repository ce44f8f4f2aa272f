package dev.sluice.plan.schedule;

import dev.sluice.plan.Layer;
import dev.sluice.plan.Pacing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;

/**
 * Times for pushes that have none: each on a full hour, or where a part of the day opens, so that
 * their values × the weights of the parts add up to the most, within gaps and limits of days. Of
 * plans that are worth the same the latest is taken: most of those who come decide in the last
 * days.
 *
 * @param placed in order of time
 * @param value of all of them
 * @param exact whether no other choice of these times brings more, by a thousandth of a push
 */
record PushPlan(List<Placed> placed, double value, boolean exact) {
  /**
   * One worker, since several find equal plans in an order of their own. And no cuts: those of
   * ojAlgo 57.0.0 cut optima off.
   */
  private static final IntegerStrategy STRATEGY =
      IntegerStrategy.DEFAULT
          .withParallelism(() -> 1)
          .withGMICutConfiguration(
              new IntegerStrategy.GMICutConfiguration()
                  .withFractionality(1)
                  .withViolation(new BigDecimal(1_000_000)));

  /** A push with its time; {@code layer} is the index among the layers to place for. */
  record Placed(int layer, ZonedDateTime time, double value) {}

  /**
   * What pushes of a layer may be placed.
   *
   * @param stated when it speaks already
   * @param parts when it is open
   */
  record Wish(
      Layer layer,
      Pacing.PushesToPlace pushes,
      List<ZonedDateTime> stated,
      List<OpenHours.Part> parts) {}

  private record Candidate(int layer, ZonedDateTime time, double value) {
    LocalDate day() {
      return time.toLocalDate();
    }
  }

  /**
   * Places pushes.
   *
   * @param perDay most of all layers on a day, or {@code null}
   * @param taken how many pushes a day has already
   */
  static PushPlan of(
      List<Wish> wishes, @Nullable Long perDay, Map<LocalDate, Long> taken, int nodes) {
    List<Candidate> candidates = candidates(wishes);
    List<Candidate> chosen = solve(wishes, candidates, perDay, taken, nodes);
    boolean exact = chosen != null;
    List<Candidate> kept =
        exact ? Objects.requireNonNull(chosen) : greedy(wishes, candidates, perDay, taken);
    double value = kept.stream().mapToDouble(Candidate::value).sum();
    return new PushPlan(
        kept.stream()
            .sorted(
                Comparator.comparing((Candidate each) -> each.time().toInstant())
                    .thenComparing(Candidate::layer))
            .map(each -> new Placed(each.layer(), each.time(), each.value()))
            .toList(),
        value,
        exact);
  }

  private static List<Candidate> candidates(List<Wish> wishes) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      Wish wish = wishes.get(i);
      for (OpenHours.Part part : wish.parts()) {
        BigDecimal value = wish.pushes().value().multiply(part.daypart().weight());
        for (OpenHours.Stretch open : part.open()) {
          for (ZonedDateTime time : times(open)) {
            boolean near =
                wish.stated().stream()
                    .anyMatch(
                        stated ->
                            Duration.between(stated, time).abs().compareTo(wish.pushes().gap())
                                < 0);
            if (!near) {
              candidates.add(new Candidate(i, time, value.doubleValue()));
            }
          }
        }
      }
    }
    return candidates;
  }

  /** The full hours of a stretch and its beginning; of an hour that the clocks repeat the first. */
  private static List<ZonedDateTime> times(OpenHours.Stretch open) {
    TreeSet<LocalDateTime> clock = new TreeSet<>();
    LocalDateTime first = open.from().toLocalDateTime().withSecond(0).withNano(0);
    clock.add(first);
    LocalDateTime hour = first.withMinute(0).plusHours(1);
    for (int i = 0; i <= open.seconds() / 3600 + 1; i++) {
      clock.add(hour.plusHours(i));
    }
    List<ZonedDateTime> times = new ArrayList<>();
    for (LocalDateTime each : clock) {
      ZonedDateTime time = each.atZone(open.from().getZone()).withEarlierOffsetAtOverlap();
      if (time.toLocalDateTime().equals(each)
          && !time.isBefore(open.from())
          && time.isBefore(open.to())) {
        times.add(time);
      }
    }
    return times;
  }

  private static @Nullable List<Candidate> solve(
      List<Wish> wishes,
      List<Candidate> candidates,
      @Nullable Long perDay,
      Map<LocalDate, Long> taken,
      int nodes) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    double dearest = candidates.stream().mapToDouble(Candidate::value).max().orElse(0);
    if (candidates.isEmpty()) {
      return List.of();
    }
    Map<LocalDate, Expression> days = new TreeMap<>();
    List<Map<LocalDate, Expression>> layerDays = new ArrayList<>();
    List<Expression> counts = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      layerDays.add(new HashMap<>());
      counts.add(model.addExpression("count " + i).upper(wishes.get(i).pushes().count()));
    }
    List<Variable> variables = new ArrayList<>();
    for (int c = 0; c < candidates.size(); c++) {
      Candidate candidate = candidates.get(c);
      // So little more for a later one that all of it together is worth less than a push.
      double later = 1e-4 * c / candidates.size();
      Variable variable =
          model
              .addVariable("push " + c)
              .binary()
              .weight((dearest == 0 ? 1 : candidate.value() / dearest) + later);
      variables.add(variable);
      counts.get(candidate.layer()).set(variable, 1);
      if (perDay != null) {
        long left = Math.max(0, perDay - taken.getOrDefault(candidate.day(), 0L));
        days.computeIfAbsent(candidate.day(), day -> model.addExpression("day " + day).upper(left))
            .set(variable, 1);
      }
      Wish wish = wishes.get(candidate.layer());
      Long own = wish.pushes().perDay();
      if (own != null) {
        long left = Math.max(0, own - stated(wish, candidate.day()));
        layerDays
            .get(candidate.layer())
            .computeIfAbsent(
                candidate.day(),
                day -> model.addExpression("day " + candidate.layer() + " " + day).upper(left))
            .set(variable, 1);
      }
    }
    gaps(wishes, candidates, variables, model);
    model.options.iterations_abort = nodes;
    model.options.iterations_suffice = nodes;
    model.options.integer(STRATEGY);
    Optimisation.Result result = model.maximise();
    if (result.getState() != Optimisation.State.OPTIMAL) {
      return null;
    }
    List<Candidate> chosen = new ArrayList<>();
    for (int c = 0; c < candidates.size(); c++) {
      if (result.doubleValue(model.indexOf(variables.get(c))) > 0.5) {
        chosen.add(candidates.get(c));
      }
    }
    return fits(wishes, chosen, perDay, taken) ? chosen : null;
  }

  /** Of all candidates of a layer less than a gap apart at most one. */
  private static void gaps(
      List<Wish> wishes,
      List<Candidate> candidates,
      List<Variable> variables,
      ExpressionsBasedModel model) {
    for (int c = 0; c < candidates.size(); c++) {
      Candidate first = candidates.get(c);
      Duration gap = wishes.get(first.layer()).pushes().gap();
      Expression row = null;
      for (int d = c + 1; d < candidates.size(); d++) {
        Candidate next = candidates.get(d);
        if (next.layer() != first.layer()
            || Duration.between(first.time(), next.time()).compareTo(gap) >= 0) {
          break;
        }
        if (row == null) {
          row = model.addExpression("gap " + c).upper(1).set(variables.get(c), 1);
        }
        row.set(variables.get(d), 1);
      }
    }
  }

  /** One after the other, the dearest and then the latest, wherever it still fits. */
  private static List<Candidate> greedy(
      List<Wish> wishes,
      List<Candidate> candidates,
      @Nullable Long perDay,
      Map<LocalDate, Long> taken) {
    List<Candidate> sorted = new ArrayList<>(candidates);
    sorted.sort(
        Comparator.comparingDouble((Candidate each) -> -each.value())
            .thenComparing(each -> each.time().toInstant(), Comparator.reverseOrder())
            .thenComparing(Candidate::layer));
    List<Candidate> chosen = new ArrayList<>();
    for (Candidate each : sorted) {
      chosen.add(each);
      if (!fits(wishes, chosen, perDay, taken)) {
        chosen.remove(chosen.size() - 1);
      }
    }
    return chosen;
  }

  private static boolean fits(
      List<Wish> wishes,
      List<Candidate> chosen,
      @Nullable Long perDay,
      Map<LocalDate, Long> taken) {
    Map<LocalDate, Long> days = new HashMap<>(taken);
    for (Candidate each : chosen) {
      long count = days.merge(each.day(), 1L, Long::sum);
      if (perDay != null && count > perDay) {
        return false;
      }
    }
    for (int i = 0; i < wishes.size(); i++) {
      int layer = i;
      Wish wish = wishes.get(i);
      List<Candidate> own =
          chosen.stream()
              .filter(each -> each.layer() == layer)
              .sorted(Comparator.comparing(each -> each.time().toInstant()))
              .toList();
      if (own.size() > wish.pushes().count()) {
        return false;
      }
      Map<LocalDate, Long> ownDays = new HashMap<>();
      for (int c = 0; c < own.size(); c++) {
        LocalDate day = own.get(c).day();
        Long perLayer = wish.pushes().perDay();
        long count = ownDays.merge(day, 1L, Long::sum) + stated(wish, day);
        if (perLayer != null && count > perLayer) {
          return false;
        }
        Duration apart =
            c == 0
                ? wish.pushes().gap()
                : Duration.between(own.get(c - 1).time(), own.get(c).time());
        if (apart.compareTo(wish.pushes().gap()) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static long stated(Wish wish, LocalDate day) {
    return wish.stated().stream().filter(time -> time.toLocalDate().equals(day)).count();
  }
}
