package dev.sluice.plan.schedule;

import dev.sluice.plan.allocation.Envelope;
import dev.sluice.plan.schedule.Problem.Group;
import dev.sluice.plan.schedule.Problem.Line;
import dev.sluice.plan.schedule.Problem.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A region of the problem with each curve replaced by its concave envelope, and with no minimum for
 * what may be off: one peak, found by a primal-dual interior-point method (Boyd and Vandenberghe,
 * Convex Optimization, section 11.7) with slacks, so that it may begin outside of the limits. The
 * slopes there are the prices of a {@link Certificate}.
 *
 * <p>Bends are rounded off, less at each step: a Newton step wants a slope that is steady. The
 * equations of a line's slots are solved by themselves, and the rows that lines share by Woodbury's
 * formula.
 */
final class Relaxation {
  private static final int STEPS = 80;

  /** Where the products of slacks and prices end, as a part of what they begin with. */
  private static final double CLOSE = 1e-11;

  /** How much nearer to that each step aims. */
  private static final double AIM = 0.15;

  /** How much of the way to a limit a step goes at most. */
  private static final double SHY = 0.97;

  /**
   * Limits are wider by this part of them: between a minimum and its maximum there is then room.
   */
  private static final double WIDER = 1e-7;

  /**
   * The width of the rounding, as a part of the top: at first, the least, and from step to step.
   */
  private static final double WIDE = 0.05;

  private static final double NARROW = 1e-6;
  private static final double NARROWER = 0.5;

  private final Problem problem;
  private final int count;
  private final int[] offsets;
  private final int[] lineOf;
  private final Region region;
  private final Envelope[][] hulls;
  private final double[] tops;
  private final boolean[] fixed;
  private final double[][][] lags;
  private final List<Row> rows = new ArrayList<>();
  private final TreeMap<Integer, Integer> dayRows = new TreeMap<>();
  private final List<LevelRow> levelRows = new ArrayList<>();
  private final double enough;
  private final double moneyUnit;
  private final double answerUnit;
  private final double[] x;
  private final double[] slack;
  private final double[] price;
  private double bound = Double.POSITIVE_INFINITY;

  /** {@code Σ weight·x[at] ≤ limit}. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Row(int[] at, double[] weight, double limit, boolean shared) {
    double sum(double[] of) {
      double sum = 0;
      for (int k = 0; k < at.length; k++) {
        sum += weight[k] * of[at[k]];
      }
      return sum;
    }
  }

  /** The row of a level's bound. */
  private record LevelRow(int row, int line, int slot, int sign) {}

  /**
   * What was found.
   *
   * @param spend money by line and slot, near the limits or within them
   * @param bound what no plan of the problem exceeds
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Solution(double[][] spend, double bound) {}

  private Relaxation(Problem problem, Region region, double enough) {
    this.problem = problem;
    this.region = region;
    this.enough = enough;
    int lines = problem.lines().size();
    offsets = new int[lines + 1];
    hulls = new Envelope[lines][];
    lags = new double[lines][][];
    tops = new double[lines];
    long most = 0;
    for (int i = 0; i < lines; i++) {
      Line line = problem.lines().get(i);
      offsets[i + 1] = offsets[i] + line.slots().size();
      hulls[i] = hulls(i, line);
      lags[i] = lags(line);
      tops[i] = Math.max(1e-9, problem.topPace(line));
      most = Math.min(problem.budget(), most + problem.most(line));
    }
    count = offsets[lines];
    lineOf = new int[count];
    for (int i = 0; i < lines; i++) {
      Arrays.fill(lineOf, offsets[i], offsets[i + 1], i);
    }
    fixed = new boolean[count];
    x = new double[count];
    for (int j = 0; j < count; j++) {
      fixed[j] = region.days()[lineOf[j]][day(j)] == Region.Spending.NO;
      x[j] = fixed[j] ? 0 : 1;
    }
    moneyUnit = Math.max(1, most) / 100.0 / Math.max(1, count);
    answerUnit = unit();
    rows();
    slack = new double[rows.size()];
    price = new double[rows.size()];
    Arrays.fill(price, 1);
    for (int r = 0; r < slack.length; r++) {
      slack[r] = Math.max(1, rows.get(r).limit() - rows.get(r).sum(x));
    }
  }

  /**
   * Solves it.
   *
   * @param enough a bound at which it may end
   */
  static Solution of(Problem problem, Region region, double enough) {
    return new Relaxation(problem, region, enough).solution();
  }

  private Envelope[] hulls(int i, Line line) {
    Envelope[] hulls = new Envelope[line.slots().size()];
    for (int s = 0; s < hulls.length; s++) {
      double low = region.low()[i][s];
      double high = region.high()[i][s];
      boolean same = s > 0 && low == region.low()[i][s - 1] && high == region.high()[i][s - 1];
      hulls[s] = same ? hulls[s - 1] : Envelope.of(line.curve(), low, Math.max(low, high));
    }
    return hulls;
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
        answers += share * value(hulls[i][s], levels[s] / share);
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
    int[] all = IntStream.range(0, count).filter(j -> !fixed[j]).toArray();
    for (int j : all) {
      rows.add(new Row(new int[] {j}, new double[] {-1}, 0, false));
    }
    atMost(all, problem.budget(), true);
    for (int i = 0; i < hulls.length; i++) {
      int of = i;
      rows(i, problem.lines().get(i), where(all, j -> lineOf[j] == of));
    }
    for (Group group : problem.groups()) {
      int[] of = where(all, j -> group.lines().contains(lineOf[j]));
      if (group.maximum() < problem.budget()) {
        atMost(of, group.maximum(), true);
      }
      atLeast(of, group.minimum(), true);
    }
    if (problem.dailyMaximum() < problem.budget()) {
      for (int day = 0; day < problem.days(); day++) {
        int on = day;
        dayRows.put(day, rows.size());
        atMost(where(all, j -> day(j) == on), problem.dailyMaximum(), true);
      }
    }
  }

  private void rows(int i, Line line, int[] of) {
    if (problem.most(line) < problem.budget()) {
      atMost(of, line.maximum(), false);
    }
    if (region.on()[i]) {
      atLeast(of, line.minimum(), false);
    }
    boolean daily = line.dailyMaximum() < Math.min(problem.most(line), problem.dailyMaximum());
    for (int day = 0; day < problem.days(); day++) {
      int on = day;
      if (daily) {
        atMost(where(of, j -> day(j) == on), line.dailyMaximum(), false);
      }
      if (region.days()[i][day] == Region.Spending.YES) {
        atLeast(where(of, j -> day(j) == on), line.dailyMinimum(), false);
      }
    }
    for (int s = 0; s < line.slots().size(); s++) {
      if (region.high()[i][s] < problem.topPace(line)) {
        level(i, s, 1, region.high()[i][s]);
      }
      if (region.low()[i][s] > 0) {
        level(i, s, -1, region.low()[i][s]);
      }
    }
  }

  private static int[] where(int[] all, IntPredicate which) {
    return Arrays.stream(all).filter(which).toArray();
  }

  private void level(int i, int s, int sign, double pace) {
    Slot slot = problem.lines().get(i).slots().get(s);
    int[] at =
        IntStream.range(0, lags[i][s].length)
            .filter(t -> lags[i][s][t] > 0 && !fixed[offsets[i] + t])
            .toArray();
    double limit = (pace * slot.share() - slot.standing()) / moneyUnit;
    levelRows.add(new LevelRow(rows.size(), i, s, sign));
    rows.add(
        new Row(
            Arrays.stream(at).map(t -> offsets[i] + t).toArray(),
            Arrays.stream(at).mapToDouble(t -> sign * lags[i][s][t]).toArray(),
            sign * limit + WIDER * Math.abs(limit),
            false));
  }

  private int day(int j) {
    int i = lineOf[j];
    return problem.lines().get(i).slots().get(j - offsets[i]).day();
  }

  private void atMost(int[] at, long cents, boolean shared) {
    sum(at, 1, cents, shared);
  }

  private void atLeast(int[] at, long cents, boolean shared) {
    if (cents > 0) {
      sum(at, -1, cents, shared);
    }
  }

  private void sum(int[] at, int sign, long cents, boolean shared) {
    double[] weight = new double[at.length];
    Arrays.fill(weight, sign);
    double limit = cents / 100.0 / moneyUnit;
    rows.add(new Row(at, weight, sign * limit + WIDER * limit, shared));
  }

  private Solution solution() {
    double first = mean();
    double width = WIDE;
    for (int step = 0; step < STEPS && bound > enough; step++) {
      if (!step(width) || (mean() <= CLOSE * first && width <= NARROW)) {
        break;
      }
      width = Math.max(NARROW, width * NARROWER);
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
      for (int s = 0; s < levels.length; s++) {
        double share = line.slots().get(s).share();
        double pace = levels[s] / share;
        Envelope hull = hulls[i][s];
        double wide = width * tops[i];
        levelPrices[i][s] = (value(hull, pace + wide) - value(hull, pace)) / wide;
        double bend = (slope(hull, pace) - slope(hull, pace + wide)) / wide;
        // Infinite only where a level is 0 and nothing can reach it.
        curvatures[s] =
            (Double.isFinite(bend) ? Math.max(0, bend) : 0)
                / share
                * moneyUnit
                * moneyUnit
                / answerUnit;
      }
      double[] worth = line.worth(levelPrices[i]);
      for (int s = 0; s < worth.length; s++) {
        right[offsets[i] + s] = worth[s] * moneyUnit / answerUnit;
      }
      factors[i] = curved(i, curvatures);
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
      for (int k = 0; k < row.at().length; k++) {
        right[row.at()[k]] -= row.weight()[k] * pull;
      }
      if (row.shared()) {
        shared.add(row);
        loose.add(1 / stiff);
        continue;
      }
      if (row.at().length > 0) {
        int i = lineOf[row.at()[0]];
        add(factors[i], offsets[i], row, stiff);
      }
    }
    for (int j = 0; j < count; j++) {
      if (fixed[j]) {
        right[j] = 0;
      }
    }
    for (double[][] factor : factors) {
      Cholesky.factor(factor);
    }
    double[] change = solve(factors, shared, loose, right);
    return go(change, aim);
  }

  private static void add(double[][] matrix, int offset, Row row, double stiff) {
    for (int a = 0; a < row.at().length; a++) {
      for (int b = 0; b < row.at().length; b++) {
        matrix[row.at()[a] - offset][row.at()[b] - offset] +=
            stiff * row.weight()[a] * row.weight()[b];
      }
    }
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
    length = Math.min(1, length * SHY);
    if (!(length > 1e-12)) {
      return false;
    }
    if (!Arrays.stream(change).allMatch(Double::isFinite)) {
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
      for (int k = 0; k < shared.get(a).at().length; k++) {
        row[shared.get(a).at()[k]] = shared.get(a).weight()[k];
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

  /** {@code lagsᵀ · diagonal · lags}; what is fixed stays where it is. */
  private double[][] curved(int i, double[] diagonal) {
    int size = diagonal.length;
    double[][] curved = new double[size][size];
    for (int s = 0; s < size; s++) {
      double[] lag = lags[i][s];
      for (int a = 0; a < size; a++) {
        double left = fixed[offsets[i] + a] ? 0 : diagonal[s] * lag[a];
        if (left != 0) {
          for (int b = 0; b < size; b++) {
            curved[a][b] += left * lag[b];
          }
        }
      }
    }
    for (int a = 0; a < size; a++) {
      if (fixed[offsets[i] + a]) {
        for (int b = 0; b < size; b++) {
          curved[a][b] = 0;
          curved[b][a] = 0;
        }
        curved[a][a] = 1;
      }
    }
    return curved;
  }

  private void certify(double[][] slopes) {
    double unit = answerUnit / moneyUnit;
    double[] days = new double[problem.days()];
    dayRows.forEach((day, row) -> days[day] = price[row] * unit);
    double[][] levelPrices = Arrays.stream(slopes).map(double[]::clone).toArray(double[][]::new);
    for (LevelRow each : levelRows) {
      levelPrices[each.line()][each.slot()] -= each.sign() * price[each.row()] * unit;
    }
    double proven = new Certificate(levelPrices, days).bound(problem, region);
    if (proven < bound) {
      bound = proven;
    }
  }

  /** An envelope, straight on past its ends. */
  private static double value(Envelope hull, double at) {
    double inside = Math.max(hull.least(), Math.min(at, hull.most()));
    return hull.value(inside) + (at == inside ? 0 : (at - inside) * hull.slope(inside));
  }

  private static double slope(Envelope hull, double at) {
    return hull.slope(Math.max(hull.least(), Math.min(at, hull.most())));
  }
}
