package dev.sluice.plan.allocation;

import dev.sluice.plan.response.Log;
import dev.sluice.plan.response.ResponseCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best division of money. Concave layers are exact at once; for S-shaped ones and those
 * that may be off, sets of divisions are split where the concave envelope of a layer is furthest
 * above its curve, the most promising set first. No clock: the same problem takes the same steps.
 */
public final class Allocator {
  /** As close as the arithmetic can tell. */
  private static final double EXACT = 1e-9;

  /** The gap that a certificate must reach. */
  private static final double WANTED = 1e-4;

  /** Sets looked at before the wanted gap is close enough. */
  private static final int PATIENCE = 300;

  /** Sets looked at before any gap is. */
  private static final int LIMIT = 20_000;

  private final Problem problem;
  private final int size;

  /** For each layer, those that cannot be told from it, itself among them. */
  private final int[][] twins;

  private double @Nullable [] best;
  private double bestValue = Double.NEGATIVE_INFINITY;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Candidate(Domain[] domains, Envelope[] envelopes, WaterFilling filling) {}

  private Allocator(Problem problem) {
    this.problem = problem;
    this.size = problem.layers().size();
    this.twins = twins(problem);
  }

  /** The best division, or {@code null} when the limits cannot be kept. */
  public static @Nullable Allocation allocate(Problem problem) {
    return allocate(problem, null);
  }

  /**
   * The best division, never worse than one that is known.
   *
   * @param known spends within the limits, in whole units of money, or {@code null}
   */
  public static @Nullable Allocation allocate(Problem problem, double @Nullable [] known) {
    return new Allocator(problem).search(known);
  }

  /**
   * The money divided as it was before, as far as the limits allow: in proportion to {@code spend}.
   *
   * @return whole units of money, or {@code null} when the limits cannot be kept
   */
  public static double @Nullable [] inProportion(Problem problem, double[] spend) {
    Envelope[] envelopes = new Envelope[spend.length];
    for (int i = 0; i < spend.length; i++) {
      Problem.Layer layer = problem.layers().get(i);
      Domain domain =
          spend[i] == 0 && layer.offAllowed()
              ? Domain.at(0)
              : new Domain(layer.minimum(), layer.maximum(), false);
      // The derivative of spend·ln(x) at x is spend/x: at one price all are in proportion.
      ResponseCurve proportional = new Log(spend[i], 1e-9);
      envelopes[i] = new Envelope(proportional, domain);
    }
    WaterFilling filling = WaterFilling.of(problem, envelopes);
    return filling == null ? null : Rounding.round(problem, filling.spend);
  }

  /**
   * What the best division near a known one brings if a layer gets {@code to}: the others stay
   * where their curves are concave. Minus infinity when the limits cannot be kept.
   */
  static double moved(Problem problem, double[] spend, int layer, double to) {
    Allocator allocator = new Allocator(problem);
    Domain[] domains = problem.layers().stream().map(Domain::of).toArray(Domain[]::new);
    double[] moved = spend.clone();
    moved[layer] = to;
    domains[layer] = Domain.at(to);
    WaterFilling filling = allocator.around(moved, domains);
    return filling == null ? Double.NEGATIVE_INFINITY : problem.value(filling.spend);
  }

  private @Nullable Allocation search(double @Nullable [] known) {
    Domain[] domains = problem.layers().stream().map(Domain::of).toArray(Domain[]::new);
    PriorityQueue<Candidate> open =
        new PriorityQueue<>(Comparator.comparingDouble((Candidate each) -> -each.filling().bound));
    if (known != null) {
      offer(known);
    }
    Candidate first = candidate(domains, null);
    if (first == null) {
      return null;
    }
    open.add(first);
    int nodes = 0;
    double closed = Double.NEGATIVE_INFINITY;
    while (!open.isEmpty()) {
      double bound = open.element().filling().bound;
      double gap = (bound - bestValue) / Math.abs(bound);
      if (gap <= EXACT || (nodes >= PATIENCE && gap <= WANTED) || nodes >= LIMIT) {
        break;
      }
      Candidate candidate = open.remove();
      nodes++;
      int layer = widest(candidate);
      if (layer < 0) {
        // The envelope is the curve at this division: nothing in the set is better.
        offer(candidate.filling().spend);
        closed = Math.max(closed, candidate.filling().bound);
        continue;
      }
      improve(candidate);
      for (Domain[] part : split(candidate, layer)) {
        Candidate child = candidate(part, candidate);
        if (child != null && child.filling().bound > bestValue) {
          open.add(child);
        }
      }
    }
    if (best == null) {
      return null;
    }
    double bound = open.isEmpty() ? closed : Math.max(closed, open.element().filling().bound);
    double[] rounded = Rounding.round(problem, best);
    if (known != null && problem.value(rounded) < problem.value(known)) {
      rounded = known;
    }
    // Where nothing had to be split, the first filling has the prices.
    WaterFilling around =
        widest(first) < 0 ? first.filling() : Objects.requireNonNull(around(best, domains));
    double value = problem.value(rounded);
    return new Allocation(
        rounded,
        value,
        Math.max(bound, Math.max(value, bestValue)),
        around.price,
        around.groupPrices,
        around.prices,
        Math.max(1, nodes));
  }

  private @Nullable Candidate candidate(Domain[] domains, @Nullable Candidate parent) {
    Envelope[] envelopes = new Envelope[size];
    for (int i = 0; i < size; i++) {
      if (domains[i].low() > domains[i].high() && !domains[i].off()) {
        return null;
      }
      envelopes[i] =
          parent != null && parent.domains()[i].equals(domains[i])
              ? parent.envelopes()[i]
              : new Envelope(problem.layers().get(i).curve(), domains[i]);
    }
    WaterFilling filling = WaterFilling.of(problem, envelopes);
    return filling == null ? null : new Candidate(domains, envelopes, filling);
  }

  /** The layer whose envelope is furthest above its curve, or -1 where none is above it. */
  private int widest(Candidate candidate) {
    int widest = -1;
    double most = 1e-12 * Math.abs(candidate.filling().bound);
    for (int i = 0; i < size; i++) {
      double spend = candidate.filling().spend[i];
      // Between nothing and a minimum the curve is not open; nothing is the next below that is.
      double open = candidate.domains()[i].holds(spend) ? spend : 0;
      double above =
          candidate.envelopes()[i].value(spend) - problem.layers().get(i).curve().value(open);
      if (above > most) {
        widest = i;
        most = above;
      }
    }
    return widest;
  }

  /** Splits at the spend of a layer; of twins the earlier never gets less than the later. */
  private Domain[][] split(Candidate candidate, int layer) {
    Domain domain = candidate.domains()[layer];
    double at = candidate.filling().spend[layer];
    boolean between = at < domain.low();
    Domain[] less = candidate.domains().clone();
    Domain[] more = candidate.domains().clone();
    for (int twin : twins[layer]) {
      Domain each = candidate.domains()[twin];
      if (twin >= layer) {
        less[twin] =
            between ? Domain.at(0) : new Domain(each.low(), Math.min(each.high(), at), each.off());
      }
      if (twin <= layer) {
        more[twin] =
            new Domain(between ? each.low() : Math.max(each.low(), at), each.high(), false);
      }
    }
    return new Domain[][] {more, less};
  }

  /** Tries the candidate's own division, and those that round its straight pieces off. */
  private void improve(Candidate candidate) {
    double[] spend = candidate.filling().spend;
    polish(candidate.domains(), spend);
    double[] down = spend.clone();
    double[] up = spend.clone();
    boolean straight = false;
    for (int i = 0; i < size; i++) {
      double[] piece = candidate.envelopes()[i].piece(spend[i]);
      straight |= piece[0] < piece[1];
      down[i] = piece[0];
      up[i] = piece[1];
    }
    if (straight) {
      polish(candidate.domains(), down);
      polish(candidate.domains(), up);
    }
  }

  private void polish(Domain[] domains, double[] spend) {
    WaterFilling filling = around(spend, domains);
    if (filling != null) {
      offer(filling.spend);
    }
  }

  /**
   * The best division in which each layer stays where its curve is concave around {@code spend}.
   */
  private @Nullable WaterFilling around(double[] spend, Domain[] domains) {
    Envelope[] envelopes = new Envelope[size];
    for (int i = 0; i < size; i++) {
      ResponseCurve curve = problem.layers().get(i).curve();
      Domain domain = domains[i];
      if (!domain.holds(spend[i])) {
        return null;
      }
      envelopes[i] = new Envelope(curve, concave(curve, spend[i], domain));
    }
    return WaterFilling.of(problem, envelopes);
  }

  private static Domain concave(ResponseCurve curve, double at, Domain domain) {
    if (at < domain.low()) {
      return Domain.at(at);
    }
    double[] corners = curve.corners();
    if (corners.length == 0) {
      double from = Math.max(domain.low(), curve.inflexion());
      return at >= from && from <= domain.high()
          ? new Domain(from, domain.high(), false)
          : Domain.at(at);
    }
    double from = domain.low();
    double to = domain.high();
    for (int i = 1; i < corners.length; i++) {
      boolean up = curve.slope(corners[i]) > curve.slope(corners[i - 1]);
      if (up && corners[i] <= at) {
        from = Math.max(from, corners[i]);
      } else if (up) {
        to = Math.min(to, corners[i]);
        break;
      }
    }
    return new Domain(from, to, false);
  }

  private void offer(double[] spend) {
    double value = problem.value(spend);
    if (value > bestValue) {
      best = spend.clone();
      bestValue = value;
    }
  }

  private static int[][] twins(Problem problem) {
    Map<List<Object>, int[]> classes = new HashMap<>();
    int[][] twins = new int[problem.layers().size()][];
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < twins.length; i++) {
      groups.add(new ArrayList<>());
    }
    for (int g = 0; g < problem.groups().size(); g++) {
      for (int layer : problem.groups().get(g).layers()) {
        groups.get(layer).add(g);
      }
    }
    for (int i = 0; i < twins.length; i++) {
      Problem.Layer layer = problem.layers().get(i);
      List<Object> key =
          List.of(
              layer.curve(), layer.minimum(), layer.maximum(), layer.offAllowed(), groups.get(i));
      int[] before = classes.getOrDefault(key, new int[0]);
      int[] now = Arrays.copyOf(before, before.length + 1);
      now[before.length] = i;
      classes.put(key, now);
    }
    for (int[] each : classes.values()) {
      for (int layer : each) {
        twins[layer] = each;
      }
    }
    return twins;
  }
}
