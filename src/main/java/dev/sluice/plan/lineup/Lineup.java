package dev.sluice.plan.lineup;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.answer.yaml.Fault;
import dev.sluice.plan.Calendar;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.LineupRules;
import dev.sluice.plan.lineup.Model.Showing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which products a broadcast shows, for how many minutes and in which order.
 *
 * <p>The choice is the one of highest expected margin that keeps airtime, stock, shares of roles,
 * bundles and what dispatch and service can bear. Expected orders are orders in a minute times
 * minutes, as far as stock goes; a flash slot is expected to sell what it offers. The order follows
 * rules instead ({@link Packing#sequence}): nothing here knows what an order of products is worth.
 */
public final class Lineup {
  private static final int MONEY = 2;

  /** Enough to see whether there is any line-up. */
  private static final int FEW_STEPS = 200_000;

  private final Inputs inputs;
  private final List<Score> scores;
  private final List<Score> lackingScores;
  private final Found found;
  private final RunOfShow show;

  private Lineup(
      Inputs inputs, List<Score> scores, List<Score> lackingScores, Found found, RunOfShow show) {
    this.inputs = inputs;
    this.scores = scores;
    this.lackingScores = lackingScores;
    this.found = found;
    this.show = show;
  }

  /**
   * What was found.
   *
   * @param showings what is chosen
   * @param value expected margin of it
   * @param bound what no choice exceeds
   * @param proven whether no choice is better
   */
  private record Found(
      List<Showing> showings, Packing packing, double value, double bound, boolean proven) {}

  /**
   * Makes the line-up of a campaign.
   *
   * @param past what past broadcasts tell of products
   * @throws Refusal when the file has faults, does not state what is needed, or its limits
   *     contradict each other
   */
  public static Lineup of(CampaignFile file, List<PastProduct> past) {
    Inputs inputs = Inputs.of(file, past);
    List<Candidate> all = new ArrayList<>(inputs.candidates());
    all.addAll(inputs.lacking());
    List<Score> scores =
        Score.of(all, inputs.rules().weights().isEmpty() ? Score.USUAL : inputs.rules().weights());
    int judged = inputs.candidates().size();
    Found found = find(inputs, scores);
    return new Lineup(
        inputs,
        scores.subList(0, judged),
        scores.subList(judged, scores.size()),
        found,
        RunOfShow.of(inputs, found.showings(), found.packing()));
  }

  /**
   * Searches with all gaps as one, which is enough if what is chosen can be packed into them; else
   * with each gap by itself.
   */
  private static Found find(Inputs inputs, List<Score> scores) {
    double bound = Double.POSITIVE_INFINITY;
    for (boolean apart : new boolean[] {false, true}) {
      Model model = Model.of(inputs, apart);
      Solver.Found found = Solver.solve(model.choice());
      bound = Math.min(bound, found.bound());
      if (found.chosen() == null) {
        if (found.proven()) {
          throw impossible(inputs, model.choice());
        }
        continue;
      }
      List<Showing> chosen = model.chosen(found.chosen());
      List<Showing> fresh =
          chosen.stream().filter(s -> s.minutes() > 0 && !stated(inputs, s)).toList();
      Packing packing = Packing.of(Packing.sequence(inputs, scores, fresh), inputs.gaps());
      if (packing != null) {
        double value = model.choice().value(found.chosen());
        return new Found(chosen, packing, value, Math.max(value, bound), found.proven());
      }
    }
    throw Refusal.failed(
        "the search for a line-up was given up before it found one",
        "list fewer products, or fix their minutes",
        null);
  }

  private static boolean stated(Inputs inputs, Showing showing) {
    return inputs.stated().containsKey(inputs.candidates().get(showing.candidate()).sku());
  }

  /** Names the limits without any one of which there is a line-up. */
  private static Refusal impossible(Inputs inputs, Choice choice) {
    List<String> guilty =
        choice.limits().stream()
            .map(Choice.Limit::name)
            .distinct()
            .filter(name -> Solver.solve(choice.without(name), FEW_STEPS).chosen() != null)
            .toList();
    return inputs
        .file()
        .refusal(
            List.of(
                Fault.error(
                    inputs.file().at("lineup"),
                    "lineup",
                    "conflict",
                    "no line-up keeps all its limits at once"
                        + (guilty.isEmpty()
                            ? ""
                            : "; without one of these there is one: " + String.join(", ", guilty)),
                    "lower a least share, require fewer products, or give them more time")));
  }

  /** The line-up as an answer. */
  public Answer answer() {
    return answer(List.of(runOfShow(), items(), leftOut(), roles(), limits()));
  }

  /** What people read of it at a terminal: without what stands there twice. */
  public Answer overview() {
    Section items = items();
    List<Integer> shown = new ArrayList<>();
    for (String column : List.of("sku", "score", "score_confidence", "reasons")) {
      shown.add(items.indexOf(column));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : items.rows()) {
      List<@Nullable Object> few = new ArrayList<>();
      shown.forEach(column -> few.add(row.get(column)));
      rows.add(few);
    }
    Section why = Section.rows("items", shown.stream().map(items.columns()::get).toList(), rows);
    return answer(List.of(runOfShow(), why, leftOut(), roles(), limits()));
  }

  /** The run of show in the shape of {@code plan calendar}, for calendars. */
  public Answer calendar() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (RunOfShow.Entry entry : show.entries()) {
      String title = entry.title() == null ? entry.kind().toString() : entry.title();
      rows.add(
          Arrays.asList(
              "show/" + entry.id(),
              entry.kind().toString(),
              at(entry.from()),
              start(entry.from()).toOffsetDateTime(),
              start(entry.from()).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC),
              entry.minutes(),
              entry.kind() == RunOfShow.Kind.FLASH ? "flash: " + title : title,
              entry.host(),
              null,
              List.of(),
              null));
    }
    return withFacts(Answer.of("lineup", Section.rows("rows", Calendar.COLUMNS, rows)))
        .withFact(Column.count("revision"), (long) inputs.file().campaign().revision());
  }

  private Answer answer(List<Section> sections) {
    double orders = found.showings().stream().mapToDouble(Showing::allOrders).sum();
    return withFacts(new Answer("lineup", List.of(), sections, null, List.of()))
        .withFact(Column.money("objective"), money(found.value()))
        .withFact(Column.text("currency"), inputs.file().campaign().currency())
        .withFact(Column.number("expected_orders"), number(orders))
        .withFact(Column.flag("proven_optimal"), found.proven())
        .withFact(
            Column.money("upper_bound"),
            found.proven() ? money(found.bound()) : ceiling(found.bound(), MONEY))
        .withFact(Column.rate("gap"), gap())
        .withNotes(notes());
  }

  private Answer withFacts(Answer answer) {
    Campaign campaign = inputs.file().campaign();
    Campaign.Broadcast broadcast = Objects.requireNonNull(campaign.broadcast());
    return answer
        .withFact(Column.id("campaign"), campaign.id() == null ? "campaign" : campaign.id())
        .withFact(Column.text("title"), campaign.title())
        .withFact(Column.text("zone"), broadcast.zone().getId())
        .withFact(Column.instant("start"), broadcast.starts().toOffsetDateTime());
  }

  private @Nullable BigDecimal gap() {
    if (found.proven()) {
      return BigDecimal.ZERO.setScale(6);
    }
    return Double.isFinite(found.bound()) && found.bound() > 0
        ? ceiling((found.bound() - found.value()) / found.bound(), 6)
        : null;
  }

  private Section runOfShow() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (RunOfShow.Entry entry : show.entries()) {
      rows.add(
          Arrays.asList(
              at(entry.from()),
              start(entry.from()).toOffsetDateTime(),
              entry.minutes(),
              entry.kind().toString(),
              entry.id(),
              entry.sku(),
              entry.title(),
              role(entry.sku()),
              entry.host(),
              entry.orders() == null ? null : number(entry.orders()),
              entry.margin() == null ? null : money(entry.margin()),
              inputs.file().campaign().currency()));
    }
    return Section.rows(
        "run_of_show",
        List.of(
            Column.text("at"),
            Column.instant("start").asDetail(),
            Column.count("minutes"),
            Column.term("kind"),
            Column.id("id").asDetail(),
            Column.id("sku"),
            Column.text("title"),
            Column.text("role"),
            Column.text("host"),
            Column.number("expected_orders"),
            Column.money("expected_margin"),
            Column.text("currency")),
        rows);
  }

  private @Nullable String role(@Nullable String sku) {
    return Stream.concat(inputs.candidates().stream(), inputs.lacking().stream())
        .filter(candidate -> candidate.sku().equals(sku))
        .map(Candidate::role)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private Section items() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (RunOfShow.Entry entry : show.entries()) {
      if (entry.candidate() == null) {
        continue;
      }
      Candidate candidate = inputs.candidates().get(entry.candidate());
      Score score = scores.get(entry.candidate());
      rows.add(
          Arrays.asList(
              candidate.sku(),
              candidate.name(),
              candidate.role(),
              start(entry.from()).toOffsetDateTime(),
              entry.minutes(),
              entry.orders() == null ? null : number(entry.orders()),
              entry.margin() == null ? null : money(entry.margin()),
              inputs.file().campaign().currency(),
              score.value(),
              score.confidence(),
              reasons(entry, candidate)));
    }
    return Section.rows(
        "items",
        List.of(
            Column.id("sku"),
            Column.text("name"),
            Column.text("role"),
            Column.instant("start"),
            Column.count("minutes"),
            Column.number("expected_orders"),
            Column.money("expected_margin"),
            Column.text("currency"),
            Column.rate("score"),
            Column.rate("score_confidence"),
            Column.texts("reasons")),
        rows);
  }

  private List<String> reasons(RunOfShow.Entry entry, Candidate candidate) {
    List<String> reasons = new ArrayList<>();
    switch (entry.kind()) {
      case STATED -> reasons.add("stands in the run of show");
      case FLASH -> {
        Candidate.Offer offer = Objects.requireNonNull(candidate.offer());
        reasons.add("flash slot: offers " + offer.units() + ", taken to sell out");
      }
      case PRODUCT -> product(entry, candidate, reasons);
      case BREAK, OPEN -> {}
    }
    return reasons;
  }

  private void product(RunOfShow.Entry entry, Candidate candidate, List<String> reasons) {
    BigDecimal margin = Objects.requireNonNull(candidate.marginPerMinute());
    reasons.add(
        "margin of "
            + money(margin.doubleValue())
            + " a minute, place "
            + place(candidate)
            + " of "
            + inputs.candidates().stream().filter(c -> c.marginPerMinute() != null).count());
    if (candidate.demand() != null) {
      reasons.add("orders a minute: " + candidate.demand());
    }
    if (candidate.required()) {
      reasons.add("required");
    }
    Long stock = candidate.stock();
    if (stock != null && entry.orders() != null && entry.orders() >= stock) {
      reasons.add("sells its stock of " + stock);
    }
    for (LineupRules.Role role : inputs.rules().roles()) {
      if (role.role().equals(candidate.role()) && role.least() != null && atLeast(role, entry)) {
        reasons.add("without it '" + role.role() + "' falls below its least share");
      }
    }
    for (LineupRules.Bundle bundle : inputs.rules().bundles()) {
      if (bundle.together() && bundle.skus().contains(candidate.sku())) {
        reasons.add("in a bundle with " + others(bundle, candidate));
      }
    }
  }

  private static String others(LineupRules.Bundle bundle, Candidate candidate) {
    return bundle.skus().stream()
        .filter(sku -> !sku.equals(candidate.sku()))
        .collect(Collectors.joining(", "));
  }

  /** Whether a role keeps its least share only with this entry. */
  private boolean atLeast(LineupRules.Role role, RunOfShow.Entry entry) {
    double all = minutes(null) - entry.minutes();
    double own = minutes(role.role()) - entry.minutes();
    return own < Objects.requireNonNull(role.least()).doubleValue() * all - 1e-9;
  }

  /** Minutes that products of a role get, or all products if it is {@code null}. */
  private double minutes(@Nullable String role) {
    return found.showings().stream()
        .filter(s -> role == null || role.equals(inputs.candidates().get(s.candidate()).role()))
        .mapToDouble(s -> Model.minutes(inputs, s))
        .sum();
  }

  private long place(Candidate candidate) {
    BigDecimal margin = Objects.requireNonNull(candidate.marginPerMinute());
    return 1
        + inputs.candidates().stream()
            .map(Candidate::marginPerMinute)
            .filter(other -> other != null && other.compareTo(margin) > 0)
            .count();
  }

  private Section leftOut() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < inputs.candidates().size(); i++) {
      int index = i;
      if (found.showings().stream().noneMatch(s -> s.candidate() == index)) {
        rows.add(
            leftOut(inputs.candidates().get(i), scores.get(i), reason(inputs.candidates().get(i))));
      }
    }
    for (int i = 0; i < inputs.lacking().size(); i++) {
      Candidate candidate = inputs.lacking().get(i);
      if (!inputs.stated().containsKey(candidate.sku())) {
        rows.add(leftOut(candidate, lackingScores.get(i), "not known of it: " + candidate.lacks()));
      }
    }
    return Section.rows(
        "left_out",
        List.of(
            Column.id("sku"),
            Column.text("name"),
            Column.text("role"),
            Column.rate("score"),
            Column.rate("score_confidence"),
            Column.sentence("reason")),
        rows);
  }

  private static List<@Nullable Object> leftOut(Candidate candidate, Score score, String reason) {
    return Arrays.asList(
        candidate.sku(),
        candidate.name(),
        candidate.role(),
        score.value(),
        score.confidence(),
        reason);
  }

  private String reason(Candidate candidate) {
    if (candidate.stock() != null && candidate.stock() == 0) {
      return "nothing of it is in stock";
    }
    long shortest = candidate.minutes().least();
    if (inputs.gaps().stream().noneMatch(gap -> gap.minutes() >= shortest)) {
      return "no gap of the run of show has its " + shortest + " minutes";
    }
    BigDecimal margin = candidate.marginPerMinute();
    if (margin == null) {
      return "the flash slots are better filled without it";
    }
    BigDecimal least =
        show.entries().stream()
            .filter(entry -> entry.kind() == RunOfShow.Kind.PRODUCT)
            .map(entry -> inputs.candidates().get(Objects.requireNonNull(entry.candidate())))
            .map(Candidate::marginPerMinute)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    String own = "margin of " + money(margin.doubleValue()) + " a minute";
    if (margin.signum() <= 0) {
      return own + ": no limit asks for it";
    }
    return least != null && margin.compareTo(least) > 0
        ? own + ": its length, stock, role or bundle do not fit the best line-up"
        : own + ": the airtime brings more with the others";
  }

  private Section roles() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    double all = minutes(null);
    for (LineupRules.Role role : inputs.rules().roles()) {
      double own = minutes(role.role());
      long products =
          found.showings().stream()
              .filter(s -> role.role().equals(inputs.candidates().get(s.candidate()).role()))
              .count();
      rows.add(
          Arrays.asList(
              role.role(),
              products,
              Math.round(own),
              all == 0 ? null : BigDecimal.valueOf(own / all).setScale(4, RoundingMode.HALF_UP),
              role.least(),
              role.most()));
    }
    return Section.rows(
        "roles",
        List.of(
            Column.text("role"),
            Column.count("products"),
            Column.count("minutes"),
            Column.rate("share"),
            Column.rate("least"),
            Column.rate("most")),
        rows);
  }

  private Section limits() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    long open = inputs.gaps().stream().mapToLong(Gap::minutes).sum();
    long taken =
        show.entries().stream()
            .filter(entry -> entry.kind() == RunOfShow.Kind.PRODUCT)
            .mapToLong(RunOfShow.Entry::minutes)
            .sum();
    rows.add(limit("airtime", "minutes", (double) taken, (double) open));
    double orders = found.showings().stream().mapToDouble(Showing::allOrders).sum();
    for (Inputs.Cap cap : inputs.caps()) {
      rows.add(limit(cap.name(), "orders", orders, cap.orders()));
    }
    return Section.rows(
        "limits",
        List.of(
            Column.text("limit"),
            Column.text("of"),
            Column.number("used"),
            Column.number("most"),
            Column.rate("share")),
        rows);
  }

  private static List<@Nullable Object> limit(String name, String of, double used, double most) {
    return Arrays.asList(
        name,
        of,
        number(used),
        number(most),
        most == 0 ? null : BigDecimal.valueOf(used / most).setScale(4, RoundingMode.HALF_UP));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        found.proven()
            ? "Proven: no line-up within these limits is expected to bring more."
            : "Not proven to be the best: the search was given up; no line-up within these limits"
                + " is expected to bring more than upper_bound.");
    notes.add(
        "Which products and how long is computed; their order follows the roles, since nothing here"
            + " knows what an order is worth.");
    notes.add(
        "An order is one unit; its margin is (price - cost) x (1 - return rate), where a return"
            + " rate that is not known is taken as 0.");
    boolean assumed =
        inputs.candidates().stream().anyMatch(c -> c.minutes().most() == c.minutes().least());
    if (assumed && inputs.rules().roles().stream().anyMatch(r -> r.minutes() == null)) {
      notes.add(
          "A product without minutes, whose role has none, gets "
              + Inputs.USUAL_MINUTES
              + " (operators' scripts, grade B), a complex one twice as many.");
    }
    if (inputs.file().campaign().products().isEmpty()) {
      notes.add("The products are those of past broadcasts, each with all its SKUs together.");
    }
    if (inputs.rules().weights().isEmpty()) {
      notes.add(
          "Scores weigh ctor 0.4, GMV a minute 0.3, product click rate 0.3 (operators' template,"
              + " grade C); a factor that is not known leaves the score to the others and lowers"
              + " the confidence.");
    }
    long offered = found.showings().stream().mapToLong(Showing::slots).sum();
    if (offered < inputs.flashSlots()) {
      notes.add(
          (inputs.flashSlots() - offered)
              + " of "
              + inputs.flashSlots()
              + " flash slots have no offer: no product has units left for them.");
    }
    List<String> unknown =
        inputs.lacking().stream()
            .filter(candidate -> inputs.stated().containsKey(candidate.sku()))
            .map(candidate -> candidate.sku() + " (" + candidate.lacks() + ")")
            .toList();
    if (!unknown.isEmpty()) {
      notes.add(
          "In the run of show but not in the objective, since not all is known of them: "
              + String.join(", ", unknown)
              + ".");
    }
    long open =
        show.entries().stream()
            .filter(e -> e.kind() == RunOfShow.Kind.OPEN)
            .mapToLong(RunOfShow.Entry::minutes)
            .sum();
    if (open > 0) {
      notes.add(
          open
              + " minutes stay open: each product is explained once, and none that is left fits or"
              + " brings more there.");
    }
    if (inputs.gaps().isEmpty()) {
      notes.add("The run of show leaves no time open: there was nothing to choose.");
    }
    return notes;
  }

  private ZonedDateTime start(long minute) {
    Campaign.Broadcast broadcast = Objects.requireNonNull(inputs.file().campaign().broadcast());
    return broadcast.starts().plusMinutes(minute);
  }

  /** Elapsed hours and minutes; without a plus, which spreadsheets take for a formula. */
  private static String at(long minute) {
    return String.format(Locale.ROOT, "%d:%02d", minute / 60, minute % 60);
  }

  private static BigDecimal money(double value) {
    return BigDecimal.valueOf(value).setScale(MONEY, RoundingMode.HALF_UP);
  }

  private static BigDecimal number(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
  }

  private static @Nullable BigDecimal ceiling(double value, int scale) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(scale, RoundingMode.CEILING)
        : null;
  }
}
