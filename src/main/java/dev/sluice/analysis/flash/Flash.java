package dev.sluice.analysis.flash;

import static dev.sluice.analysis.flash.Minutes.rounded;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.SoldLines;
import dev.sluice.analysis.flash.Minutes.Goods;
import dev.sluice.analysis.inference.RateRatio;
import dev.sluice.analysis.inference.RateRatio.Counts;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Nearest;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Flash sales of one broadcast: how much faster a product sold in its window than it would have.
 *
 * <p>Rates are units per viewer there (or per entry, or per minute where no traffic is known minute
 * by minute). The baseline is the same product before the window: every minute but its own windows
 * and as many after each, at least {@value #LEAST_MINUTES} of them with at least one unit sold.
 * Where it did not sell before, the baseline is its neighbours under the same traffic: the average
 * of the other products of its category (else of all others) that sold in the broadcast and had no
 * window of their own then. Where there is neither, there is no number.
 *
 * <p>Uplift is rate / baseline rate − 1, its interval that of {@link RateRatio}. The dip is the
 * same for as many minutes after the window, against the product before it; the effect on the
 * neighbours is their rate in the window against theirs before. The minutes after a product's last
 * allocated unit count for nothing: it was on offer no more.
 */
public final class Flash {
  static final int LEAST_MINUTES = 5;

  private static final Pattern DROP = Pattern.compile("(.+)=(\\d{1,9})@(.+)");

  private final Minutes minutes;
  private final ZonedDateTime start;
  private final List<Window> windows;

  private Flash(Minutes minutes, ZonedDateTime start, List<Window> windows) {
    this.minutes = minutes;
    this.start = start;
    this.windows = windows;
  }

  /**
   * A window as it is asked for.
   *
   * @param window {@code +30m..+45m} from the start of the broadcast, or {@code 20:30..20:45}
   */
  public record Asked(String window, String sku) {}

  /**
   * What is asked.
   *
   * @param scope one broadcast
   * @param windows none = those in which the minutes say that a product was pinned
   * @param drops {@code SKU=UNITS@START}: what so many units from then on would have lasted
   */
  public record Question(Scope scope, List<Asked> windows, List<String> drops) {
    public Question {
      windows = List.copyOf(windows);
      drops = List.copyOf(drops);
      if (scope.broadcasts().size() != 1 || scope.from() != null || scope.to() != null) {
        throw Refusal.usage("flash is of one broadcast", "name it: --broadcast ID");
      }
    }
  }

  /** Asks the workspace. */
  public static Answer ask(Workspace workspace, Question question) {
    return ask(workspace, question, SoldLines.load(workspace, question.scope(), "sku"));
  }

  /** Asks of the lines sold in the broadcast, by SKU, that are loaded. */
  public static Answer ask(Workspace workspace, Question question, SoldLines lines) {
    String broadcast = question.scope().broadcasts().get(0);
    Section ran =
        workspace.query(
            "ran",
            sql("broadcast"),
            List.of(
                Column.text("shop"),
                Column.text("zone"),
                Column.instant("started_at"),
                Column.instant("ended_at")),
            broadcast,
            question.scope().zoneName());
    OffsetDateTime started = (OffsetDateTime) Objects.requireNonNull(ran.cell(0, "started_at"));
    Section sales =
        workspace.query(
            "sales",
            sql("staging/sales"),
            List.of(
                Column.text("sku"),
                Column.text("name"),
                Column.text("category"),
                Column.text("product"),
                Column.count("minute"),
                Column.count("units"),
                Column.count("without_quantity")),
            started);
    Section traffic =
        workspace.query(
            "minutes",
            sql("minutes"),
            List.of(
                Column.count("minute"),
                Column.number("average_viewers"),
                Column.count("viewers"),
                Column.count("views"),
                Column.text("pinned")),
            broadcast,
            started);
    int length = length(started, (OffsetDateTime) ran.cell(0, "ended_at"), sales, traffic);
    Section allocated =
        workspace.query(
            "allocated",
            sql("allocated"),
            List.of(Column.text("sku"), Column.count("allocated")),
            broadcast,
            started);
    Minutes minutes = Minutes.of(length, traffic, sales, allocated);
    ZonedDateTime start = started.atZoneSameInstant(ZoneId.of(String.valueOf(ran.cell(0, "zone"))));
    Flash flash = new Flash(minutes, start, windows(question, minutes, start));
    return flash.answer(broadcast, question, lines, sales);
  }

  private static int length(
      OffsetDateTime started, @Nullable OffsetDateTime ended, Section sales, Section traffic) {
    if (ended != null) {
      // A running minute is a minute.
      return Math.toIntExact(Math.max(1, (Duration.between(started, ended).toSeconds() + 59) / 60));
    }
    long last = 0;
    for (Section section : List.of(sales, traffic)) {
      for (int row = 0; row < section.rows().size(); row++) {
        last = Math.max(last, section.count(row, "minute"));
      }
    }
    return Math.toIntExact(last + 1);
  }

  private static List<Window> windows(Question question, Minutes minutes, ZonedDateTime start) {
    List<Window> windows = new ArrayList<>();
    if (question.windows().isEmpty()) {
      // A pin names a product, or one SKU of it: the window is of every SKU of it that sold.
      for (Window pin : minutes.pins()) {
        for (Goods goods : minutes.goods().values()) {
          if (goods.sku().equals(pin.sku()) || pin.sku().equals(goods.product())) {
            windows.add(new Window(goods.sku(), pin.from(), pin.to(), false));
          }
        }
      }
      return windows;
    }
    for (Asked asked : question.windows()) {
      Window window = Window.of(goods(minutes, asked.sku()).sku(), asked.window(), start);
      if (window.from() >= minutes.length()) {
        throw Refusal.usage(
            "--window: " + asked.window() + " begins after the broadcast ended",
            "it lasted " + minutes.length() + " minutes");
      }
      windows.add(
          new Window(window.sku(), window.from(), Math.min(window.to(), minutes.length()), true));
    }
    return windows;
  }

  private static Goods goods(Minutes minutes, String sku) {
    Goods goods = minutes.goods().get(sku);
    if (goods == null) {
      @Nullable String nearest = Nearest.one(sku, minutes.goods().keySet());
      throw Refusal.usage(
          "no paid line of the broadcast is of the SKU " + sku,
          nearest == null ? "see what sold: sluice sellthrough" : "did you mean " + nearest + "?");
    }
    return goods;
  }

  private Answer answer(String broadcast, Question question, SoldLines lines, Section sales) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Window window : windows) {
      rows.add(row(window));
    }
    List<String> notes = new ArrayList<>(lines.notes());
    if (windows.isEmpty()) {
      notes.add(
          minutes.goods().isEmpty()
              ? "no paid line states the broadcast or falls into its time"
              : "no minute says which product was pinned: name a window, --window +30m..+45m --sku"
                  + " SKU");
    }
    if (!minutes.traffic()) {
      notes.add("no traffic per minute is known: rates are per minute, not per viewer");
    } else if (minutes.unknown() > 0) {
      notes.add(minutes.unknown() + " minutes without known traffic are left out");
    }
    long without = 0;
    for (int row = 0; row < sales.rows().size(); row++) {
      without += sales.count(row, "without_quantity");
    }
    if (without > 0) {
      notes.add(without + " lines without a quantity are not in the units");
    }
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.rows(
            "rows",
            List.of(
                Column.id("sku"),
                Column.text("name").asDetail(),
                Column.text("window"),
                Column.instant("starts").asDetail(),
                Column.count("minutes").asDetail(),
                Column.count("units"),
                Column.number("baseline_units"),
                Column.rate("uplift"),
                Column.rates("ci95"),
                Column.number("per_view"),
                Column.rate("after_dip"),
                Column.rates("after_dip_ci95").asDetail(),
                Column.rate("neighbours_change"),
                Column.rates("neighbours_change_ci95").asDetail(),
                Column.count("neighbours").asDetail(),
                Column.count("sold_out_minute"),
                Column.text("method"),
                Column.sentence("reason")),
            rows));
    if (!question.drops().isEmpty()) {
      sections.add(pacing(question.drops()));
      notes.add(
          "pacing is an estimate: what the drop would have lasted at the pace seen, on this"
              + " broadcast's traffic");
    }
    return Answer.of("flash", sections.toArray(Section[]::new))
        .withFact(Column.id("broadcast"), broadcast)
        .withFact(Column.instant("started_at"), start.toOffsetDateTime())
        .withFact(Column.text("exposure"), minutes.measure())
        .withNotes(notes);
  }

  private List<@Nullable Object> row(Window window) {
    Goods goods = goods(minutes, window.sku());
    List<Goods> own = List.of(goods);
    List<Window> ownWindows =
        windows.stream().filter(each -> each.sku().equals(window.sku())).toList();
    List<Goods> neighbours = neighbours(goods, window);
    @Nullable Counts here = minutes.counts(own, window::holds);
    @Nullable Counts before =
        minutes.counts(own, minute -> minute < window.from() && free(minute, ownWindows));
    @Nullable Counts theirs =
        neighbours.isEmpty() ? null : minutes.counts(neighbours, window::holds);
    boolean knownBefore =
        before != null && before.counts().length >= LEAST_MINUTES && before.total() > 0;
    @Nullable Counts baseline =
        knownBefore ? before : theirs != null && theirs.total() > 0 ? theirs : null;
    String method = knownBefore ? "before" : baseline == null ? "none" : "neighbours";
    @Nullable RateRatio uplift =
        here == null || baseline == null ? null : RateRatio.of(here, baseline);
    int dipEnd = Math.min(minutes.length(), window.to() + window.minutes());
    @Nullable Counts after =
        minutes.counts(
            own,
            minute ->
                minute >= window.to()
                    && minute < dipEnd
                    && ownWindows.stream().noneMatch(each -> each.holds(minute)));
    @Nullable RateRatio dip =
        after == null || !knownBefore || before == null ? null : RateRatio.of(after, before);
    @Nullable Counts theirsBefore =
        neighbours.isEmpty()
            ? null
            : minutes.counts(
                neighbours, minute -> minute < window.from() && free(minute, ownWindows));
    @Nullable RateRatio effect =
        theirs == null || theirsBefore == null || theirsBefore.total() == 0
            ? null
            : RateRatio.of(theirs, theirsBefore);
    double units = 0;
    for (int minute = window.from(); minute < window.to(); minute++) {
      units += goods.units()[minute];
    }
    return Arrays.asList(
        goods.sku(),
        goods.name(),
        window.toString(),
        start.plusMinutes(window.from()).toOffsetDateTime(),
        (long) window.minutes(),
        Math.round(units),
        here == null || baseline == null ? null : rounded(baseline.rate() * here.exposure(), 2),
        change(uplift),
        ends(uplift),
        here == null ? null : rounded(here.rate(), 6),
        change(dip),
        ends(dip),
        change(effect),
        ends(effect),
        (long) neighbours.size(),
        minute(goods.soldOut()),
        method,
        reason(here, before, baseline));
  }

  private static @Nullable String reason(
      @Nullable Counts here, @Nullable Counts before, @Nullable Counts baseline) {
    if (here == null) {
      return "no traffic is known in the window";
    }
    if (baseline != null) {
      return null;
    }
    return before == null || before.counts().length < LEAST_MINUTES
        ? "fewer than " + LEAST_MINUTES + " minutes before the window, and no neighbours sold in it"
        : "nothing sold before the window, and no neighbours sold in it";
  }

  /** Whether a minute is in none of the windows, nor in as many minutes after one. */
  private static boolean free(int minute, List<Window> windows) {
    for (Window window : windows) {
      if (minute >= window.from() && minute < window.to() + window.minutes()) {
        return false;
      }
    }
    return true;
  }

  /** Others of the category, else all others, that sold and had no window of their own then. */
  private List<Goods> neighbours(Goods goods, Window window) {
    List<Goods> others = new ArrayList<>();
    for (Goods each : minutes.goods().values()) {
      boolean same =
          each.sku().equals(goods.sku())
              || (goods.product() != null && goods.product().equals(each.product()));
      boolean pushed =
          windows.stream()
              .anyMatch(
                  w ->
                      w.sku().equals(each.sku())
                          && w.from() < window.to()
                          && window.from() < w.to());
      if (!same && !pushed) {
        others.add(each);
      }
    }
    List<Goods> alike =
        goods.category() == null
            ? List.of()
            : others.stream().filter(each -> goods.category().equals(each.category())).toList();
    return alike.isEmpty() ? others : alike;
  }

  private Section pacing(List<String> drops) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String drop : drops) {
      Matcher asked = DROP.matcher(drop);
      if (!asked.matches() || Long.parseLong(asked.group(2)) == 0) {
        throw Refusal.usage("--drop: '" + drop + "' is not a drop", "write SKU=100@+45m");
      }
      Goods goods = goods(minutes, asked.group(1));
      long units = Long.parseLong(asked.group(2));
      int from = Window.minute("--drop", asked.group(3), start);
      if (from >= minutes.length()) {
        throw Refusal.usage(
            "--drop: " + asked.group(3) + " is after the broadcast ended",
            "it lasted " + minutes.length() + " minutes");
      }
      List<Window> own = windows.stream().filter(each -> each.sku().equals(goods.sku())).toList();
      @Nullable Counts seen = Pacing.seen(minutes, goods, own);
      @Nullable Pacing pacing = seen == null ? null : Pacing.of(minutes, goods, from, units, seen);
      rows.add(
          Arrays.asList(
              goods.sku(),
              units,
              (long) from,
              minute(pacing == null ? null : pacing.expected()),
              minute(pacing == null ? null : pacing.early()),
              minute(pacing == null ? null : pacing.late()),
              minute(pacing == null ? null : pacing.observed()),
              seen == null ? null : rounded(seen.rate(), 6),
              pacing == null
                  ? "no minute with known traffic in which it sold"
                  : pacing.expected() == null ? "would have outlasted the broadcast" : null));
    }
    return Section.rows(
        "pacing",
        List.of(
            Column.id("sku"),
            Column.count("units"),
            Column.count("from_minute"),
            Column.count("sold_out_minute"),
            Column.count("sold_out_minute_p10"),
            Column.count("sold_out_minute_p90"),
            Column.count("observed_minute"),
            Column.number("pace"),
            Column.sentence("reason")),
        rows);
  }

  private static @Nullable Long minute(@Nullable Integer minute) {
    return minute == null ? null : (Long) minute.longValue();
  }

  private static @Nullable BigDecimal change(@Nullable RateRatio ratio) {
    return ratio == null || Double.isNaN(ratio.ratio()) ? null : rounded(ratio.ratio() - 1, 6);
  }

  private static @Nullable List<BigDecimal> ends(@Nullable RateRatio ratio) {
    return ratio == null || Double.isInfinite(ratio.interval().high())
        ? null
        : List.of(rounded(ratio.interval().low() - 1, 6), rounded(ratio.interval().high() - 1, 6));
  }

  private static Sql sql(String question) {
    return Sql.of(Flash.class, question + ".sql");
  }
}
