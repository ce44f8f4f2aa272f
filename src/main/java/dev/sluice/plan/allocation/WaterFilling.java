package dev.sluice.plan.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best division over concave envelopes: a price of money at which the layers together take what
 * there is, and a price of its own in each group whose limit binds. Layers at the same price are
 * filled one after the other, so that at most one a price is left on a straight piece.
 */
final class WaterFilling {
  /** What may be left over of an amount, as a part of it: what adding up a thousand doubles may. */
  private static final double HAIR = 1e-12;

  /** How many doubles apart two prices may be that are as good as one. */
  private static final long NEAR = 4096;

  /** Interpolation may fall behind halving by the logarithm of this. */
  private static final double SLACK = 64;

  private final Problem problem;
  private final Envelope[] envelopes;

  final double[] spend;

  /** What the next unit of money costs at each layer. */
  final double[] prices;

  /** The price of money as a whole: 0 when there is more than can be used. */
  final double price;

  /** No division can bring more: the value of the Lagrangian at these prices. */
  final double bound;

  /** What the limit of each group adds to the price of its layers. */
  final double[] groupPrices;

  /** The budget or a group, with the groups and layers right below it. */
  private static final class Node {
    final int group;
    final double minimum;
    final double maximum;
    final List<Node> groups = new ArrayList<>();
    final List<Integer> layers = new ArrayList<>();

    Node(int group, double minimum, double maximum) {
      this.group = group;
      this.minimum = minimum;
      this.maximum = maximum;
    }
  }

  /** Divides, or gives {@code null} when the limits cannot be kept. */
  static @Nullable WaterFilling of(Problem problem, Envelope[] envelopes) {
    Node root = tree(problem);
    double least = limit(root, envelopes, false);
    double most = limit(root, envelopes, true);
    return least > most || Double.isNaN(least) ? null : new WaterFilling(problem, envelopes, root);
  }

  private WaterFilling(Problem problem, Envelope[] envelopes, Node root) {
    this.problem = problem;
    this.envelopes = envelopes;
    this.spend = new double[envelopes.length];
    this.prices = new double[envelopes.length];
    this.groupPrices = new double[problem.groups().size()];
    double wanted = inner(root, 0);
    double amount = Math.max(limit(root, envelopes, false), Math.min(problem.budget(), wanted));
    this.price = spread(root, amount, 0, -1);
    this.bound = lagrangian();
  }

  private double lagrangian() {
    double sum = price * problem.budget();
    for (int i = 0; i < envelopes.length; i++) {
      double best = envelopes[i].demand(prices[i]);
      sum += envelopes[i].value(best) - prices[i] * best;
    }
    for (int g = 0; g < groupPrices.length; g++) {
      double added = groupPrices[g];
      if (added != 0) {
        Problem.Group group = problem.groups().get(g);
        sum += added * (added > 0 ? group.maximum() : group.minimum());
      }
    }
    return sum;
  }

  /**
   * Gives {@code amount} to what is below {@code node}; returns the price there.
   *
   * @param above the price above the node
   * @param below a price next below it, at which what is left over is wanted too
   */
  private double spread(Node node, double amount, double above, double below) {
    double high = above;
    double low = below;
    boolean tooMuch = inner(node, above) > amount;
    // Else a minimum may force money on it that is not wanted at the price above.
    if (tooMuch || inner(node, below) < amount) {
      double[] bracket = bracket(node, amount, tooMuch ? above : 0);
      low = bracket[0];
      high = bracket[1];
    }
    double rest = amount;
    for (int layer : node.layers) {
      rest -= envelopes[layer].demand(high);
    }
    for (Node group : node.groups) {
      rest -= demand(group, high);
    }
    for (int layer : node.layers) {
      double from = envelopes[layer].demand(high);
      double to = low < 0 ? envelopes[layer].most() : envelopes[layer].demand(low);
      double more = Math.max(0, Math.min(rest, to - from));
      rest -= more;
      spend[layer] = from + more;
      prices[layer] = high;
    }
    for (Node group : node.groups) {
      double from = demand(group, high);
      double to = low < 0 ? limit(group, envelopes, true) : demand(group, low);
      double more = Math.max(0, Math.min(rest, to - from));
      rest -= more;
      groupPrices[group.group] = spread(group, from + more, high, low) - high;
    }
    return high;
  }

  /**
   * Two prices, neighbours or nearly so: at the higher no more than {@code amount} is wanted, at
   * the lower at least so much. The lower is negative where money that brings nothing must be
   * spent.
   */
  private double[] bracket(Node node, double amount, double from) {
    if (inner(node, from) <= amount) {
      return new double[] {-1, from};
    }
    double low = from;
    double high = Double.POSITIVE_INFINITY;
    double[] slopes = slopes(node);
    int first = 0;
    int last = slopes.length;
    while (first < last) {
      int middle = (first + last) >>> 1;
      if (slopes[middle] <= low || inner(node, slopes[middle]) > amount) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    if (first > 0) {
      low = Math.max(low, slopes[first - 1]);
    }
    if (first < slopes.length) {
      high = slopes[first];
      double below = Math.nextDown(high);
      if (inner(node, below) >= amount) {
        return new double[] {below, high};
      }
      high = below;
    }
    return converge(node, amount, low, high);
  }

  /**
   * Closes in on the lowest price at which no more than {@code amount} is wanted. Halves until what
   * is wanted is of the order of the amount, then interpolates, truncates and projects (Oliveira
   * and Takahashi 2021), which takes a few steps where halving takes forty, and never many more.
   */
  private double[] converge(Node node, double amount, double from, double to) {
    // The doubles from 0 up are ordered as their bits are, which are all but a logarithm.
    long low = Double.doubleToRawLongBits(from);
    long high = Double.doubleToRawLongBits(to);
    double hair = HAIR / 2 * amount;
    double over = inner(node, from) - amount + hair;
    double under = amount - hair - inner(node, to);
    double first = 0;
    double reach = 0;
    boolean level = false;
    while (high - low > (under > hair ? 1 : NEAR)) {
      double width = high - low;
      double step = width / 2;
      if (under <= hair && !level) {
        // The amount is met: is it at lower prices too?
        step = width - NEAR;
        level = true;
      } else if (under > hair && over + under < amount / 2) {
        if (first == 0) {
          first = width;
          reach = SLACK * width;
        }
        double off = step - width * over / (over + under);
        double least = Math.max(0, Math.abs(off) - 0.2 * width * width / first);
        step -= Math.copySign(Math.min(least, Math.max(0, reach - step)), off);
        reach /= 2;
      }
      long middle = low + Math.max(1, Math.min(high - low - 1, Math.round(step)));
      double wanted = inner(node, Double.longBitsToDouble(middle));
      if (wanted > amount) {
        low = middle;
        over = wanted - amount + hair;
      } else {
        high = middle;
        under = amount - hair - wanted;
      }
    }
    return new double[] {Double.longBitsToDouble(low), Double.longBitsToDouble(high)};
  }

  /** The slopes of all straight pieces below {@code node}, rising. */
  private double[] slopes(Node node) {
    double[] slopes = slopes(node, new double[0]);
    Arrays.sort(slopes);
    return slopes;
  }

  private double[] slopes(Node node, double[] before) {
    double[] slopes = before;
    for (int layer : node.layers) {
      double[] more = envelopes[layer].slopes();
      if (more.length > 0) {
        slopes = Arrays.copyOf(slopes, slopes.length + more.length);
        System.arraycopy(more, 0, slopes, slopes.length - more.length, more.length);
      }
    }
    for (Node group : node.groups) {
      slopes = slopes(group, slopes);
    }
    return slopes;
  }

  private double demand(Node node, double price) {
    return Math.max(
        Math.max(node.minimum, limit(node, envelopes, false)),
        Math.min(node.maximum, inner(node, price)));
  }

  /** What is wanted below {@code node} at a price, whatever its own limits. */
  private double inner(Node node, double price) {
    double sum = 0;
    for (int layer : node.layers) {
      sum += price < 0 ? envelopes[layer].most() : envelopes[layer].demand(price);
    }
    for (Node group : node.groups) {
      sum += price < 0 ? limit(group, envelopes, true) : demand(group, price);
    }
    return sum;
  }

  /** The least or the most that can be spent below {@code node}; NaN when it has no way at all. */
  private static double limit(Node node, Envelope[] envelopes, boolean most) {
    double least = 0;
    double greatest = 0;
    for (int layer : node.layers) {
      least += envelopes[layer].least();
      greatest += envelopes[layer].most();
    }
    for (Node group : node.groups) {
      least += limit(group, envelopes, false);
      greatest += limit(group, envelopes, true);
    }
    // Sums of doubles may be off by a hair.
    double slack = 1e-9 * Math.max(1, Math.abs(greatest));
    least = Math.max(least, node.minimum);
    greatest = Math.min(greatest, node.maximum);
    if (least > greatest + slack) {
      return Double.NaN;
    }
    return most ? Math.max(least, greatest) : least;
  }

  private static Node tree(Problem problem) {
    Node root = new Node(-1, 0, problem.budget());
    List<Integer> order = new ArrayList<>();
    for (int g = 0; g < problem.groups().size(); g++) {
      order.add(g);
    }
    // A group comes before those that it holds.
    order.sort(
        (a, b) ->
            Integer.compare(
                problem.groups().get(b).layers().size(), problem.groups().get(a).layers().size()));
    Node[] home = new Node[problem.layers().size()];
    Arrays.fill(home, root);
    for (int g : order) {
      Problem.Group group = problem.groups().get(g);
      if (group.layers().isEmpty()) {
        continue;
      }
      Node node = new Node(g, group.minimum(), group.maximum());
      home[group.layers().get(0)].groups.add(node);
      group.layers().forEach(layer -> home[layer] = node);
    }
    for (int layer = 0; layer < home.length; layer++) {
      home[layer].layers.add(layer);
    }
    return root;
  }
}
