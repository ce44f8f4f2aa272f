package dev.sluice.plan.stock;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.Estimate;
import dev.sluice.plan.Product;
import dev.sluice.plan.Segment;
import dev.sluice.plan.Spreads;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is enough of each product of some broadcasts, and which of them gets how much.
 *
 * <p>Demand is what the campaign says (orders a minute for as long as the run of show shows the
 * product), or else what past broadcasts sold of it. An order is one unit. Units of a flash sale in
 * the run of show are set aside and taken to sell out.
 *
 * <p>Stock goes unit by unit to the broadcast in which the next one is worth most: its margin times
 * the chance that it is asked for. As that chance falls with every unit, no division of the same
 * stock is expected to leave more. Nobody gets more than the newsvendor's quantity or, where that
 * is not known, than is enough nine times in ten; and all together never get more than there is.
 */
public final class StockPlan {
  private static final double MIDDLE = 0.5;
  private static final double HIGH = 0.9;

  /** Minutes of explanation where nobody says how many, as in a line-up. */
  private static final long USUAL = 5;

  /** How many standard deviations above the middle a normal quantity lies once in ten times. */
  private static final double ONCE_IN_TEN = 1.2815515655446004;

  private final List<Line> lines;
  private final Map<String, Long> onHand;
  private final @Nullable String currency;

  private StockPlan(List<Line> lines, Map<String, Long> onHand, @Nullable String currency) {
    this.lines = lines;
    this.onHand = onHand;
    this.currency = currency;
  }

  /** A product in a broadcast. */
  private static final class Line {
    private final String campaign;
    private final Product product;
    private final @Nullable Demand demand;
    private final String source;
    private final long flash;

    /** Minutes from the start until it is shown, and for how many; null where nobody says. */
    private final @Nullable Long from;

    private final long minutes;
    private long allocated;

    Line(
        String campaign,
        Product product,
        @Nullable Demand demand,
        String source,
        long flash,
        @Nullable Long from,
        long minutes) {
      this.campaign = campaign;
      this.product = product;
      this.demand = demand;
      this.source = source;
      this.flash = flash;
      this.from = from;
      this.minutes = minutes;
      this.allocated = 0;
    }

    @Nullable BigDecimal margin() {
      return product.price() == null || product.cost() == null
          ? null
          : product.price().subtract(product.cost());
    }

    /** {@code null} where what a missing or a left unit costs is not known, or nothing. */
    @Nullable Newsvendor newsvendor() {
      BigDecimal margin = margin();
      BigDecimal salvage = product.pitch().salvage();
      if (margin == null || salvage == null || margin.signum() <= 0) {
        return null;
      }
      double over = product.cost() == null ? 0 : product.cost().subtract(salvage).doubleValue();
      return over > 0 ? new Newsvendor(margin.doubleValue(), over) : null;
    }

    /** The newsvendor's quantity with what is set aside for flash sales. */
    @Nullable Long quantity() {
      Newsvendor newsvendor = newsvendor();
      return demand == null || newsvendor == null
          ? null
          : (Long) (flash + newsvendor.quantity(demand::atMost));
    }

    long wanted() {
      Long quantity = quantity();
      return quantity != null || demand == null
          ? Objects.requireNonNullElse(quantity, flash)
          : flash + demand.quantile(HIGH);
    }

    /** What its next unit is worth; those of flash sales come first. */
    double next() {
      if (allocated >= wanted()) {
        return 0;
      }
      BigDecimal margin = margin();
      double each = margin == null ? 1 : Math.max(0, margin.doubleValue());
      return allocated < flash || demand == null
          ? Double.MAX_VALUE
          : each * (1 - demand.atMost(allocated - flash));
    }

    /** What the demand beside flash sales finds of {@code stock}. */
    long beside(long stock) {
      return Math.max(0, stock - flash);
    }
  }

  /**
   * Plans the stock of one or more broadcasts.
   *
   * @param past what past broadcasts sold, by SKU
   * @param levels units on hand by SKU, over all shops; a SKU that is not there has what the
   *     campaigns state of it
   * @throws Refusal when a file has faults, no product, or another currency than the first
   */
  public static StockPlan of(
      List<CampaignFile> files, Map<String, PastDemand> past, Map<String, Long> levels) {
    List<Line> lines = new ArrayList<>();
    Map<String, Long> onHand = new TreeMap<>();
    TreeSet<String> currencies = new TreeSet<>();
    for (CampaignFile file : files) {
      Campaign campaign = file.accepted();
      if (campaign.products().isEmpty()) {
        throw Refusal.input(
            file.name() + " lists no products",
            "add products: [{sku: A-1, price: 89, cost: 41, stock: 400, orders_per_minute: 1.5}]");
      }
      if (campaign.currency() != null) {
        currencies.add(campaign.currency());
      }
      for (Product product : campaign.products()) {
        lines.add(line(file, campaign, product, past.get(product.sku())));
        Long level = levels.get(product.sku());
        if (level != null) {
          onHand.put(product.sku(), level);
        } else if (product.stock() != null) {
          onHand.merge(product.sku(), product.stock(), Long::sum);
        }
      }
    }
    if (currencies.size() > 1) {
      throw Refusal.input(
          "the campaigns are in several currencies: " + String.join(", ", currencies),
          "ask for those of one currency: margins of two do not compare");
    }
    StockPlan plan = new StockPlan(lines, onHand, currencies.isEmpty() ? null : currencies.first());
    plan.allocate();
    return plan;
  }

  private static Line line(
      CampaignFile file, Campaign campaign, Product product, @Nullable PastDemand past) {
    long minutes = 0;
    long flash = 0;
    Long from = null;
    for (Segment segment : campaign.runOfShow()) {
      if (!product.sku().equals(segment.sku())) {
        continue;
      }
      Segment.Flash sale = segment.flash();
      if (sale != null) {
        flash += sale.units() == null ? 0 : sale.units();
        continue;
      }
      minutes += segment.length().toMinutes();
      long at = segment.at().toMinutes();
      from = from == null ? at : (Long) Math.min(from, at);
    }
    String name = campaign.id() == null ? file.name() : campaign.id();
    Estimate rate = product.pitch().ordersPerMinute();
    if (rate != null && minutes > 0 && rate.value().signum() > 0) {
      return new Line(
          name, product, stated(rate, minutes), stated(minutes, rate), flash, from, minutes);
    }
    if (past != null && !past.units().isEmpty()) {
      Campaign.Broadcast broadcast = campaign.broadcast();
      boolean timed = broadcast != null && broadcast.duration() != null;
      return new Line(
          name,
          product,
          past.demand(),
          "own history: "
              + past.units().size()
              + (past.units().size() == 1 ? " broadcast" : " broadcasts")
              + " that sold it",
          flash,
          timed ? 0L : null,
          broadcast == null || broadcast.duration() == null ? 0 : broadcast.duration().toMinutes());
    }
    if (rate != null && rate.value().signum() > 0) {
      // Not in the run of show: for as long as a product of its kind is explained.
      Long most = product.pitch().most();
      long usual = most != null ? most : product.pitch().complex() ? 2 * USUAL : USUAL;
      return new Line(name, product, stated(rate, usual), stated(usual, rate), flash, null, usual);
    }
    return new Line(name, product, null, "no orders_per_minute, and no past", flash, null, 0);
  }

  private static String stated(long minutes, Estimate rate) {
    return "orders_per_minute for "
        + minutes
        + " minutes, "
        + (rate.low() != null || rate.high() != null ? "low and high as stated" : "spread assumed");
  }

  /** A demand whose rate is as unsure as the figure: from its low and high, or else its grade. */
  private static Demand stated(Estimate rate, long minutes) {
    double value = rate.value().doubleValue();
    double mean = value * minutes;
    double sigma;
    if (rate.low() != null || rate.high() != null) {
      double low = rate.low() == null ? value : rate.low().doubleValue();
      double high = rate.high() == null ? value : rate.high().doubleValue();
      int ends = (rate.low() == null ? 0 : 1) + (rate.high() == null ? 0 : 1);
      sigma = low <= 0 ? 0 : Math.log(high / low) / (ends * ONCE_IN_TEN);
    } else {
      sigma = Math.log(Spreads.of(rate.grade()).factor().doubleValue()) / ONCE_IN_TEN;
    }
    return Demand.of(mean, mean + Math.expm1(sigma * sigma) * mean * mean);
  }

  private void allocate() {
    onHand.forEach(
        (sku, units) -> {
          List<Line> own = lines.stream().filter(line -> line.product.sku().equals(sku)).toList();
          for (long left = units; left > 0; left--) {
            Line best = own.get(0);
            for (Line line : own) {
              best = line.next() > best.next() ? line : best;
            }
            if (best.next() <= 0) {
              return;
            }
            best.allocated++;
          }
        });
  }

  /** The plan as an answer. */
  public Answer answer() {
    return Answer.of("stock", rows(), skus()).withNotes(notes());
  }

  private Section rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Line line : lines) {
      Demand demand = line.demand;
      Long there = onHand.get(line.product.sku());
      Long stock =
          line.product.stock() != null || there == null ? line.product.stock() : held(line);
      Newsvendor newsvendor = line.newsvendor();
      boolean known = demand != null && stock != null;
      long beside = stock == null ? 0 : line.beside(stock);
      double soldOut = demand == null ? 0 : demand.sellOut(beside);
      double sold = demand == null ? 0 : demand.sold(beside);
      BigDecimal margin = line.margin();
      rows.add(
          Arrays.asList(
              line.campaign,
              line.product.sku(),
              line.product.name(),
              stock,
              demand == null ? null : number(line.flash + demand.mean()),
              demand == null ? null : (Long) (line.flash + demand.quantile(MIDDLE)),
              demand == null ? null : (Long) (line.flash + demand.quantile(HIGH)),
              newsvendor == null ? null : rate(newsvendor.criticalRatio()),
              line.quantity(),
              there == null ? null : (Long) line.allocated,
              known ? rate(soldOut) : null,
              known && line.from != null && beside > 0 && soldOut > 1e-4
                  ? minute(line, Objects.requireNonNull(demand), beside)
                  : null,
              known ? number(line.flash + sold) : null,
              known ? number(Objects.requireNonNull(demand).mean() - sold) : null,
              known && margin != null
                  ? money((Objects.requireNonNull(demand).mean() - sold) * margin.doubleValue())
                  : null,
              currency,
              line.source));
    }
    return Section.rows(
        "rows",
        List.of(
            Column.id("campaign"),
            Column.id("sku"),
            Column.text("name").asDetail(),
            Column.count("stock"),
            Column.number("demand").asDetail(),
            Column.count("demand_p50"),
            Column.count("demand_p90"),
            Column.rate("critical_ratio").asDetail(),
            Column.count("newsvendor_units"),
            Column.count("allocation"),
            Column.rate("sell_out_probability"),
            Column.text("sell_out_minute"),
            Column.number("expected_units").asDetail(),
            Column.number("lost_units"),
            Column.money("lost_margin"),
            Column.text("currency"),
            Column.text("source")),
        rows);
  }

  /**
   * What a broadcast has that states no stock: all there is, or its part where others sell it too.
   */
  private Long held(Line line) {
    String sku = line.product.sku();
    boolean shared = lines.stream().filter(other -> other.product.sku().equals(sku)).count() > 1;
    return shared ? (Long) line.allocated : Objects.requireNonNull(onHand.get(sku));
  }

  /** When it sells out, if it does: elapsed hours and minutes since the start. */
  private static String minute(Line line, Demand demand, long units) {
    long minute =
        Objects.requireNonNull(line.from)
            + (long) Math.ceil(demand.sellOutTime(units) * line.minutes);
    return String.format(Locale.ROOT, "%d:%02d", minute / 60, minute % 60);
  }

  private Section skus() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    TreeSet<String> skus = new TreeSet<>();
    lines.forEach(line -> skus.add(line.product.sku()));
    for (String sku : skus) {
      List<Line> own = lines.stream().filter(line -> line.product.sku().equals(sku)).toList();
      long allocated = own.stream().mapToLong(line -> line.allocated).sum();
      long wanted = own.stream().mapToLong(Line::wanted).sum();
      boolean known = own.stream().allMatch(line -> line.demand != null);
      Long there = onHand.get(sku);
      rows.add(
          Arrays.asList(
              sku,
              (long) own.size(),
              there,
              there == null ? null : (Long) allocated,
              there == null ? null : (Long) (there - allocated),
              known ? (Long) wanted : null,
              known && there != null ? (Long) Math.max(0, wanted - there) : null));
    }
    return Section.rows(
        "skus",
        List.of(
            Column.id("sku"),
            Column.count("campaigns"),
            Column.count("on_hand"),
            Column.count("allocation"),
            Column.count("unallocated"),
            Column.count("wanted"),
            Column.count("short")),
        rows);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Chances, minutes and losses are of the stock that a campaign states, or else has here; the"
            + " minute is the average of the cases in which it sells out.");
    if (lines.stream().anyMatch(line -> line.demand != null && line.newsvendor() == null)) {
      notes.add(
          "Where salvage (what a unit that is left is still worth), price or cost is not stated,"
              + " there is no newsvendor quantity, and what is enough nine times in ten is"
              + " wanted.");
    }
    if (lines.stream().anyMatch(line -> line.source.endsWith("spread assumed"))) {
      notes.add(
          "Spread assumed: "
              + lines.stream()
                  .filter(line -> line.source.endsWith("spread assumed"))
                  .map(line -> Objects.requireNonNull(line.product.pitch().ordersPerMinute()))
                  .map(rate -> Spreads.of(rate.grade()).source())
                  .distinct()
                  .reduce((a, b) -> a + "; " + b)
                  .orElse("")
              + ".");
    }
    if (lines.stream().anyMatch(line -> line.source.startsWith("own history"))) {
      notes.add(
          "History tells what was sold, which is less than what was asked for where it sold out.");
    }
    return notes;
  }

  private static BigDecimal number(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal money(double value) {
    return number(value);
  }

  private static BigDecimal rate(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
  }
}
