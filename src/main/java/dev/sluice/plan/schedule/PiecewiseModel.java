package dev.sluice.plan.schedule;

import dev.sluice.plan.schedule.Problem.Group;
import dev.sluice.plan.schedule.Problem.Line;
import dev.sluice.plan.schedule.Problem.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;

/**
 * A {@link Problem} on {@link Envelope envelopes} instead of curves: linear, but for binaries that
 * say how far up a convex part a slot is, and whether a line or a day of it is on.
 *
 * <p>The level of a slot is the sum of its segments, each of them worth its slope. Segments fill in
 * their order by themselves as long as slopes fall. Where a slope rises, a binary must be 1 before
 * anything after that corner may be filled, and all before it must then be full; every later
 * segment up to the next binary hangs on this one, also those of falling slopes, for each of them
 * may be worth more than a segment of the convex part.
 */
final class PiecewiseModel {
  /** In the model all money adds up to this, and so do all answers. */
  private static final double SCALE = 1000;

  /**
   * One worker, since several find equal plans in an order of their own. And no cuts: those of
   * ojAlgo 57.0.0 cut optima off; it then called worse plans optimal in 2 of 20 small problems.
   */
  static final IntegerStrategy STRATEGY =
      IntegerStrategy.DEFAULT
          .withParallelism(() -> 1)
          .withGMICutConfiguration(
              new IntegerStrategy.GMICutConfiguration()
                  .withFractionality(1)
                  .withViolation(new BigDecimal(1_000_000)));

  private final Problem problem;
  private final List<List<Envelope>> envelopes;
  private final double moneyUnit;
  private final double answerUnit;
  private final ExpressionsBasedModel model = new ExpressionsBasedModel();
  private final List<Variable[]> spends = new ArrayList<>();
  private final Map<Integer, Expression> days = new TreeMap<>();
  private final Expression cutoff;
  private int binaries;

  /**
   * A model.
   *
   * @param envelopes of each slot of each line, in pace: level / share of the window
   * @param known what a plan at hand brings, below which the tree need not look; negative infinity
   *     for none
   */
  PiecewiseModel(Problem problem, List<List<Envelope>> envelopes, double known) {
    this.problem = problem;
    this.envelopes = envelopes;
    long most = 0;
    double answers = 0;
    for (Line line : problem.lines()) {
      most = Math.min(problem.budget(), most + problem.most(line));
      answers += line.curve().value(problem.most(line) / 100.0);
    }
    moneyUnit = Math.max(1, most) / 100.0 / SCALE;
    answerUnit = answers > 0 ? answers / SCALE : 1;
    cutoff = model.addExpression("known");
    if (known > Double.NEGATIVE_INFINITY) {
      cutoff.lower(known / answerUnit * (1 - 1e-7));
    }
    build();
  }

  /**
   * What a solver made of a model.
   *
   * @param value the best there is on the envelopes
   * @param spend money by line and slot
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Solution(double value, double[][] spend) {}

  int binaries() {
    return binaries;
  }

  int variables() {
    return model.countVariables();
  }

  /**
   * Solves it.
   *
   * @param nodes how many nodes of the tree at most
   * @return the solution, or {@code null} where the solver does not call it optimal
   */
  @Nullable Solution solve(int nodes) {
    model.options.iterations_abort = nodes;
    model.options.iterations_suffice = nodes;
    model.options.integer(STRATEGY);
    Optimisation.Result result = model.maximise();
    if (result.getState() != Optimisation.State.OPTIMAL
        && result.getState() != Optimisation.State.DISTINCT) {
      return null;
    }
    double[][] spend = new double[spends.size()][];
    for (int i = 0; i < spend.length; i++) {
      Variable[] variables = spends.get(i);
      spend[i] = new double[variables.length];
      for (int s = 0; s < variables.length; s++) {
        spend[i][s] = result.doubleValue(model.indexOf(variables[s])) * moneyUnit;
      }
    }
    return new Solution(result.getValue() * answerUnit, spend);
  }

  private void build() {
    Expression all = model.addExpression("budget").upper(units(problem.budget()));
    if (problem.dailyMaximum() < problem.budget()) {
      for (int day = 0; day < problem.days(); day++) {
        days.put(day, model.addExpression("day " + day).upper(units(problem.dailyMaximum())));
      }
    }
    List<Expression> groups = new ArrayList<>();
    for (int g = 0; g < problem.groups().size(); g++) {
      Group group = problem.groups().get(g);
      long most = Math.min(group.maximum(), problem.budget());
      groups.add(
          model.addExpression("group " + g).lower(units(group.minimum())).upper(units(most)));
    }
    for (int i = 0; i < problem.lines().size(); i++) {
      List<Expression> shared = new ArrayList<>(List.of(all));
      for (int g = 0; g < groups.size(); g++) {
        if (problem.groups().get(g).lines().contains(i)) {
          shared.add(groups.get(g));
        }
      }
      line(i, problem.lines().get(i), envelopes.get(i), shared);
    }
  }

  private double units(long cents) {
    return cents / 100.0 / moneyUnit;
  }

  private void line(int i, Line line, List<Envelope> of, List<Expression> shared) {
    int count = line.slots().size();
    Variable[] spend = new Variable[count];
    double mostADay = units(problem.mostADay(line));
    List<Expression> total =
        sums("total " + i, units(line.minimum()), line.offAllowed(), units(problem.most(line)));
    Map<Integer, Variable> working = new TreeMap<>();
    int s = 0;
    while (s < count) {
      int day = line.slots().get(s).day();
      List<Expression> sums = new ArrayList<>(total);
      sums.addAll(shared);
      sums.addAll(sums("spend " + i + " " + day, units(line.dailyMinimum()), true, mostADay));
      Expression ofAll = days.get(day);
      if (ofAll != null) {
        sums.add(ofAll);
      }
      Variable today = model.addVariable("working " + i + " " + day).lower(0);
      Expression works = model.addExpression("works " + i + " " + day).level(0).set(today, -1);
      for (; s < count && line.slots().get(s).day() == day; s++) {
        Slot slot = line.slots().get(s);
        Variable money = model.addVariable("money " + i + " " + s).lower(0).upper(mostADay);
        spend[s] = money;
        sums.forEach(sum -> sum.set(money, 1));
        works.set(money, slot.weight());
        Expression reached = model.addExpression("level " + i + " " + s);
        reached.set(money, line.carry()[0] * slot.weight());
        working.forEach(
            (earlier, variable) -> {
              double left = line.carry()[day - earlier] * slot.carriedShare();
              if (left > 0) {
                reached.set(variable, left);
              }
            });
        segments(i + " " + s, slot, of.get(s), reached);
      }
      working.put(day, today);
    }
    spends.add(spend);
    if (problem.interchangeable(line)) {
      for (int a = 1; a < count; a++) {
        model.addExpression("order " + i + " " + a).upper(0).set(spend[a], 1).set(spend[a - 1], -1);
      }
    }
  }

  /** Rows for a sum of money from {@code least} to {@code most}, or nothing if that is allowed. */
  private List<Expression> sums(String name, double least, boolean offAllowed, double most) {
    Expression sum = model.addExpression(name);
    if (least == 0 || !offAllowed) {
      return List.of(offAllowed ? sum.upper(most) : sum.lower(least).upper(most));
    }
    Variable on = binary("on " + name);
    Expression low = model.addExpression("least " + name).lower(0).set(on, -least);
    return List.of(sum.upper(0).set(on, -most), low);
  }

  private void segments(String name, Slot slot, Envelope envelope, Expression level) {
    double share = slot.share();
    // The value at no level at all is there whatever is done.
    worth(model.addVariable("base " + name).level(1), share * envelope.y()[0] / answerUnit);
    level.level(-slot.standing() / moneyUnit);
    @Nullable Variable open = null;
    List<Variable> run = new ArrayList<>();
    List<Double> lengths = new ArrayList<>();
    for (int k = 0; k < envelope.x().length - 1; k++) {
      double length = share * (envelope.x()[k + 1] - envelope.x()[k]) / moneyUnit;
      double slope = envelope.slope(k) * moneyUnit / answerUnit;
      if (k > 0 && envelope.rises(k)) {
        Variable next = binary("past " + name + " " + k);
        for (int j = 0; j < run.size(); j++) {
          model.addExpression().lower(0).set(run.get(j), 1).set(next, -lengths.get(j));
        }
        if (open != null) {
          model.addExpression().upper(0).set(next, 1).set(open, -1);
        }
        open = next;
        run.clear();
        lengths.clear();
      }
      Variable segment = model.addVariable("segment " + name + " " + k).lower(0).upper(length);
      worth(segment, slope);
      if (open != null) {
        model.addExpression().upper(0).set(segment, 1).set(open, -length);
      }
      level.set(segment, -1);
      run.add(segment);
      lengths.add(length);
    }
  }

  private void worth(Variable variable, double weight) {
    variable.weight(weight);
    cutoff.set(variable, weight);
  }

  private Variable binary(String name) {
    binaries++;
    return model.addVariable(name).binary();
  }
}
