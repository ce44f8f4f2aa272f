package dev.sluice.plan.schedule;

import dev.sluice.plan.allocation.Envelope;
import dev.sluice.plan.schedule.Problem.Group;
import dev.sluice.plan.schedule.Problem.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The problem with each curve replaced by its concave envelope, and without what is off: one peak,
 * found by a primal-dual interior-point method (Boyd and Vandenberghe, Convex Optimization, section
 * 11.7) with slacks, so that it may begin outside of the limits. The slopes there are the prices of
 * a {@link Certificate}.
 *
 * <p>Bends are rounded off, less at each step: a Newton step wants a slope that is steady. The
 * equations of a line's slots are solved by themselves, and the rows that lines share by Woodbury's
 * formula.
 */
final class Relaxation {
  private static final int STEPS = 80;

  /** Where the products of slacks and prices end, as a part of what they begin with. */
  private static final double CLOSE = 1e-10;

  /** How much nearer to that each step aims. */
  private static final double AIM = 0.15;

  /** How much of the way to a limit a step goes at most. */
  private static final double SHY = 0.97;

  /** The width of the rounding at first, as a part of the top. */
  private static final double WIDE = 0.05;

  private final Problem problem;
  private final int count;
  private final int[] offsets;
  private final int[] lineOf;
  private final Envelope[] hulls;
  private final double[][][] lags;
  private final List<Row> rows = new ArrayList<>();
  private final TreeMap<Integer, Integer> dayRows = new TreeMap<>();
  private final double moneyUnit;
  private final double answerUnit;
  private final double[] x;
  private final double[] slack;
  private final double[] price;
  private double bound = Double.POSITIVE_INFINITY;

  /** {@code sign × Σ x[at] ≤ limit}. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Row(int[] at, int sign, double limit, boolean shared) {
    double sum(double[] of) {
      double sum = 0;
      for (int j : at) {
        sum += of[j];
      }
      return sign * sum;
    }
  }

  /**
   * What was found.
   *
   * @param spend money by line and slot, near the limits or within them
   * @param bound what no plan of the problem exceeds
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Solution(double[][] spend, double bound) {}

  private Relaxation(Problem problem) {
    this.problem = problem;
    int lines = problem.lines().size();
    offsets = new int[lines + 1];
    hulls = new Envelope[lines];
    lags = new double[lines][][];
    long most = 0;
    for (int i = 0; i < lines; i++) {
      Line line = problem.lines().get(i);
      offsets[i + 1] = offsets[i] + line.slots().size();
      hulls[i] = Envelope.upTo(line.curve(), problem.topPace(line));
      lags[i] = lags(line);
      most = Math.min(problem.budget(), most + problem.most(line));
    }
    count = offsets[lines];
    lineOf = new int[count];
    for (int i = 0; i < lines; i++) {
      Arrays.fill(lineOf, offsets[i], offsets[i + 1], i);
    }
    moneyUnit = Math.max(1, most) / 100.0 / Math.max(1, count);
    x = new double[count];
    Arrays.fill(x, 1);
    answerUnit = unit();
    rows();
    slack = new double[rows.size()];
    price = new double[rows.size()];
    Arrays.fill(price, 1);
    for (int r = 0; r < slack.length; r++) {
      slack[r] = Math.max(1, rows.get(r).limit() - rows.get(r).sum(x));
    }
  }

  /** Solves it. */
  static Solution of(Problem problem) {
    return new Relaxation(problem).solution();
  }

  /** By slot of the level and of the money: what a unit does. */
  private static double[][] lags(Line line) {
    int size = line.slots().size();
    double[][] lags = new double[size][size];
    double[] nothing = line.levels(new double[size]);
    for (int t = 0; t < size; t++) {
      double[] one = new double[size];
      one[t] = 1;
      double[] levels = line.levels(one);
      for (int s = 0; s < size; s++) {
        lags[s][t] = levels[s] - nothing[s];
      }
    }
    return lags;
  }

  /** Such that money spread evenly is worth 1 a unit. */
  private double unit() {
    double answers = 0;
    for (int i = 0; i < hulls.length; i++) {
      Line line = problem.lines().get(i);
      double[] levels = line.levels(money(i));
      for (int s = 0; s < levels.length; s++) {
        double share = line.slots().get(s).share();
        answers += share * hulls[i].value(Math.min(hulls[i].most(), levels[s] / share));
      }
    }
    return answers > 0 ? answers / count : 1;
  }

  private double[] money(int i) {
    double[] money = Arrays.copyOfRange(x, offsets[i], offsets[i + 1]);
    for (int s = 0; s < money.length; s++) {
      money[s] *= moneyUnit;
    }
    return money;
  }

  private void rows() {
    for (int j = 0; j < count; j++) {
      rows.add(new Row(new int[] {j}, -1, 0, false));
    }
    int[] all = new int[count];
    Arrays.setAll(all, j -> j);
    atMost(all, problem.budget(), true);
    for (int i = 0; i < hulls.length; i++) {
      Line line = problem.lines().get(i);
      int[] of = Arrays.copyOfRange(all, offsets[i], offsets[i + 1]);
      if (problem.most(line) < problem.budget()) {
        atMost(of, line.maximum(), false);
      }
      if (!line.offAllowed()) {
        atLeast(of, line.minimum(), false);
      }
      if (line.dailyMaximum() < Math.min(problem.most(line), problem.dailyMaximum())) {
        for (int day = 0; day < problem.days(); day++) {
          int on = day;
          atMost(Arrays.stream(of).filter(j -> day(j) == on).toArray(), line.dailyMaximum(), false);
        }
      }
    }
    for (Group group : problem.groups()) {
      int[] of = Arrays.stream(all).filter(j -> group.lines().contains(lineOf[j])).toArray();
      if (group.maximum() < problem.budget()) {
        atMost(of, group.maximum(), true);
      }
      atLeast(of, group.minimum(), true);
    }
    if (problem.dailyMaximum() < problem.budget()) {
      for (int day = 0; day < problem.days(); day++) {
        int on = day;
        dayRows.put(day, rows.size());
        atMost(
            Arrays.stream(all).filter(j -> day(j) == on).toArray(), problem.dailyMaximum(), true);
      }
    }
  }

  private int day(int j) {
    int i = lineOf[j];
    return problem.lines().get(i).slots().get(j - offsets[i]).day();
  }

  private void atMost(int[] at, long cents, boolean shared) {
    rows.add(new Row(at, 1, cents / 100.0 / moneyUnit, shared));
  }

  private void atLeast(int[] at, long cents, boolean shared) {
    if (cents > 0) {
      rows.add(new Row(at, -1, -cents / 100.0 / moneyUnit, shared));
    }
  }

  private Solution solution() {
    double first = mean();
    double left = 1;
    for (int step = 0; step < STEPS && left > CLOSE; step++) {
      if (!step(WIDE * Math.sqrt(left))) {
        break;
      }
      left = mean() / first;
    }
    double[][] spend = new double[hulls.length][];
    for (int i = 0; i < spend.length; i++) {
      spend[i] = money(i);
    }
    return new Solution(spend, bound);
  }

  private double mean() {
    double sum = 0;
    for (int r = 0; r < slack.length; r++) {
      sum += slack[r] * price[r];
    }
    return sum / slack.length;
  }

  /** One Newton step; whether the numbers are still numbers. */
  private boolean step(double width) {
    double[] right = new double[count];
    double[][][] factors = new double[hulls.length][][];
    double[][] levelPrices = new double[hulls.length][];
    for (int i = 0; i < hulls.length; i++) {
      Line line = problem.lines().get(i);
      double[] levels = line.levels(money(i));
      double[] curvatures = new double[levels.length];
      levelPrices[i] = new double[levels.length];
      double wide = width * hulls[i].most();
      for (int s = 0; s < levels.length; s++) {
        double share = line.slots().get(s).share();
        double pace = levels[s] / share;
        levelPrices[i][s] = (value(hulls[i], pace + wide) - value(hulls[i], pace)) / wide;
        double bend = (slope(hulls[i], pace) - slope(hulls[i], pace + wide)) / wide;
        curvatures[s] = Math.max(0, bend) / share * moneyUnit * moneyUnit / answerUnit;
      }
      double[] worth = line.worth(levelPrices[i]);
      for (int s = 0; s < worth.length; s++) {
        right[offsets[i] + s] = worth[s] * moneyUnit / answerUnit;
      }
      factors[i] = curved(lags[i], curvatures);
    }
    certify(levelPrices);
    double aim = AIM * mean();
    List<Row> shared = new ArrayList<>();
    List<Double> loose = new ArrayList<>();
    for (int r = 0; r < slack.length; r++) {
      Row row = rows.get(r);
      double outside = row.sum(x) + slack[r] - row.limit();
      double pull = (aim + price[r] * outside) / slack[r];
      double stiff = price[r] / slack[r];
      for (int j : row.at()) {
        right[j] -= row.sign() * pull;
      }
      if (row.shared()) {
        shared.add(row);
        loose.add(1 / stiff);
        continue;
      }
      int i = lineOf[row.at()[0]];
      for (int j : row.at()) {
        for (int k : row.at()) {
          factors[i][j - offsets[i]][k - offsets[i]] += stiff;
        }
      }
    }
    for (double[][] factor : factors) {
      Cholesky.factor(factor);
    }
    double[] change = solve(factors, shared, loose, right);
    return go(change, aim);
  }

  private boolean go(double[] change, double aim) {
    double[] slackChange = new double[slack.length];
    double[] priceChange = new double[slack.length];
    double length = 1 / SHY;
    for (int r = 0; r < slack.length; r++) {
      Row row = rows.get(r);
      double outside = row.sum(x) + slack[r] - row.limit();
      slackChange[r] = -outside - row.sum(change);
      priceChange[r] = -price[r] + (aim - price[r] * slackChange[r]) / slack[r];
      if (slackChange[r] < 0) {
        length = Math.min(length, -slack[r] / slackChange[r]);
      }
      if (priceChange[r] < 0) {
        length = Math.min(length, -price[r] / priceChange[r]);
      }
    }
    length *= SHY;
    if (!(length > 1e-12)) {
      return false;
    }
    for (int j = 0; j < count; j++) {
      x[j] = Math.max(x[j] / 1e6, x[j] + length * change[j]);
    }
    for (int r = 0; r < slack.length; r++) {
      slack[r] += length * slackChange[r];
      price[r] += length * priceChange[r];
    }
    return true;
  }

  /** {@code (H + Σ row·rowᵀ/loose)⁻¹ right}, where H is made of the lines' factors. */
  private double[] solve(
      double[][][] factors, List<Row> shared, List<Double> loose, double[] right) {
    int size = shared.size();
    double[][] through = new double[size][];
    double[][] small = new double[size][size];
    double[] rest = new double[size];
    double[] alone = ofLines(factors, right);
    for (int a = 0; a < size; a++) {
      double[] row = new double[count];
      for (int j : shared.get(a).at()) {
        row[j] = shared.get(a).sign();
      }
      through[a] = ofLines(factors, row);
      rest[a] = shared.get(a).sum(alone);
    }
    for (int a = 0; a < size; a++) {
      for (int b = 0; b <= a; b++) {
        small[a][b] = shared.get(a).sum(through[b]) + (a == b ? loose.get(a) : 0);
      }
    }
    Cholesky.factor(small);
    Cholesky.solve(small, rest);
    for (int a = 0; a < size; a++) {
      for (int j = 0; j < count; j++) {
        alone[j] -= rest[a] * through[a][j];
      }
    }
    return alone;
  }

  private double[] ofLines(double[][][] factors, double[] right) {
    double[] solved = new double[count];
    for (int i = 0; i < factors.length; i++) {
      double[] part = Arrays.copyOfRange(right, offsets[i], offsets[i + 1]);
      Cholesky.solve(factors[i], part);
      System.arraycopy(part, 0, solved, offsets[i], part.length);
    }
    return solved;
  }

  /** {@code lagsᵀ · diagonal · lags}. */
  private static double[][] curved(double[][] lags, double[] diagonal) {
    int size = diagonal.length;
    double[][] curved = new double[size][size];
    for (int s = 0; s < size; s++) {
      for (int a = 0; a < size; a++) {
        double left = diagonal[s] * lags[s][a];
        if (left != 0) {
          for (int b = 0; b < size; b++) {
            curved[a][b] += left * lags[s][b];
          }
        }
      }
    }
    return curved;
  }

  private void certify(double[][] levelPrices) {
    double[] days = new double[problem.days()];
    dayRows.forEach((day, row) -> days[day] = price[row] * answerUnit / moneyUnit);
    bound = Math.min(bound, new Certificate(levelPrices, days).bound(problem));
  }

  /** An envelope, straight on past its end. */
  private static double value(Envelope hull, double at) {
    double inside = Math.min(at, hull.most());
    return hull.value(inside) + (at - inside) * (at > inside ? hull.slope(inside) : 0);
  }

  private static double slope(Envelope hull, double at) {
    return hull.slope(Math.min(at, hull.most()));
  }
}
