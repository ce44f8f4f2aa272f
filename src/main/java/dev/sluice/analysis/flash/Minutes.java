package dev.sluice.analysis.flash;

import dev.sluice.analysis.inference.RateRatio.Counts;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of a broadcast: who was there, what each SKU sold.
 *
 * @param exposure what each minute offered: viewers or views; 1 where no traffic per minute is
 *     known; NaN where this minute's is not
 * @param measure what exposure counts
 * @param pinned the product pinned in each minute, or {@code null}
 * @param goods what was sold, by SKU
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Minutes(
    double[] exposure, String measure, @Nullable String[] pinned, Map<String, Goods> goods) {
  /** The measures of traffic, the best first. */
  private static final List<String> MEASURES = List.of("average_viewers", "viewers", "views");

  /**
   * One SKU.
   *
   * @param category or {@code null}
   * @param product the product that it is a variant of, or {@code null}
   * @param units sold in each minute
   * @param allocated units that the broadcast had of it, or {@code null}
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Goods(
      String sku,
      @Nullable String name,
      @Nullable String category,
      @Nullable String product,
      double[] units,
      @Nullable Long allocated) {

    /** The minute in which the last allocated unit went, or {@code null}. */
    @Nullable Integer soldOut() {
      double sold = 0;
      for (int minute = 0; allocated != null && minute < units.length; minute++) {
        sold += units[minute];
        if (sold > 0 && sold >= allocated) {
          return minute;
        }
      }
      return null;
    }
  }

  static Minutes of(int length, Section minutes, Section sales, Section allocated) {
    String measure = "minutes";
    long most = length / 2;
    for (String each : MEASURES) {
      long known = 0;
      for (int row = 0; row < minutes.rows().size(); row++) {
        int minute = minute(minutes, row);
        if (minute >= 0 && minute < length && minutes.cell(row, each) != null) {
          known++;
        }
      }
      // A better measure must not be given up for one that is known a little more often.
      if (known > most) {
        measure = each;
        break;
      }
    }
    double[] exposure = new double[length];
    @Nullable String[] pinned = new @Nullable String[length];
    Arrays.fill(exposure, measure.equals("minutes") ? 1 : Double.NaN);
    for (int row = 0; row < minutes.rows().size(); row++) {
      int minute = minute(minutes, row);
      if (minute < 0 || minute >= length) {
        continue;
      }
      pinned[minute] = (String) minutes.cell(row, "pinned");
      if (!measure.equals("minutes") && minutes.cell(row, measure) instanceof Number viewers) {
        exposure[minute] = viewers.doubleValue();
      }
    }
    Map<String, Long> stock = new HashMap<>();
    for (int row = 0; row < allocated.rows().size(); row++) {
      if (allocated.cell(row, "allocated") instanceof Long units) {
        stock.put(String.valueOf(allocated.cell(row, "sku")), units);
      }
    }
    Map<String, Goods> goods = new TreeMap<>();
    for (int row = 0; row < sales.rows().size(); row++) {
      int at = row;
      String sku = String.valueOf(sales.cell(row, "sku"));
      Goods of =
          goods.computeIfAbsent(
              sku,
              key ->
                  new Goods(
                      key,
                      (String) sales.cell(at, "name"),
                      (String) sales.cell(at, "category"),
                      (String) sales.cell(at, "product"),
                      new double[length],
                      stock.get(key)));
      int minute = minute(sales, row);
      if (minute >= 0 && minute < length && sales.cell(row, "units") instanceof Long units) {
        of.units()[minute] += units;
      }
    }
    return new Minutes(exposure, measure, pinned, goods);
  }

  private static int minute(Section section, int row) {
    Object minute = section.cell(row, "minute");
    return minute instanceof Number number ? Math.toIntExact(number.longValue()) : -1;
  }

  int length() {
    return exposure.length;
  }

  /** Whether traffic per minute is known, so that rates are per viewer or view. */
  boolean traffic() {
    return !measure.equals("minutes");
  }

  /** The minutes in which a product was pinned, run by run. */
  List<Window> pins() {
    List<Window> windows = new ArrayList<>();
    int from = 0;
    for (int minute = 1; minute <= length(); minute++) {
      String before = pinned[minute - 1];
      if (minute == length() || !Objects.equals(before, pinned[minute])) {
        if (before != null) {
          windows.add(new Window(before, from, minute, false));
        }
        from = minute;
      }
    }
    return windows;
  }

  /**
   * What some goods sold in the minutes that {@code where} takes, or {@code null} where no such
   * minute has a known exposure. Of several goods, an exposure is counted once for each. What is
   * sold out is on offer no more, so the minutes after that do not count.
   */
  @Nullable Counts counts(List<Goods> of, IntPredicate where) {
    List<Double> units = new ArrayList<>();
    List<Double> exposures = new ArrayList<>();
    for (int minute = 0; minute < length(); minute++) {
      if (where.test(minute) && exposure[minute] > 0) {
        double sold = 0;
        int offered = 0;
        for (Goods each : of) {
          Integer end = each.soldOut();
          if (end == null || minute <= end) {
            sold += each.units()[minute];
            offered++;
          }
        }
        if (offered > 0) {
          units.add(sold);
          exposures.add(exposure[minute] * offered);
        }
      }
    }
    if (units.isEmpty()) {
      return null;
    }
    return new Counts(
        units.stream().mapToDouble(Double::doubleValue).toArray(),
        exposures.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Minutes whose exposure is not known. */
  long unknown() {
    long unknown = 0;
    for (double each : exposure) {
      if (Double.isNaN(each)) {
        unknown++;
      }
    }
    return unknown;
  }

  static BigDecimal rounded(double value, int scale) {
    return new BigDecimal(value, MathContext.DECIMAL64).setScale(scale, RoundingMode.HALF_UP);
  }
}
