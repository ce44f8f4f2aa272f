package dev.sluice.plan.schedule;

import dev.sluice.answer.Refusal;
import dev.sluice.answer.yaml.Fault;
import dev.sluice.answer.yaml.Severity;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.CarryOver;
import dev.sluice.plan.Layer;
import dev.sluice.plan.Pacing;
import dev.sluice.plan.Span;
import dev.sluice.plan.Spending;
import dev.sluice.plan.Standing;
import dev.sluice.plan.response.Adstock;
import dev.sluice.plan.response.ResponseCurve;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a schedule is made of: a campaign as a {@link Problem} and as pushes to place. */
final class Inputs {
  private final CampaignFile file;
  private final Campaign campaign;
  private final Campaign.Broadcast broadcast;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Money> money = new ArrayList<>();
  private final List<PushPlan.Wish> wishes = new ArrayList<>();
  private final Map<LocalDate, Long> stated = new TreeMap<>();
  private final List<Held> held = new ArrayList<>();
  private LocalDate firstDay = LocalDate.MIN;
  private int days;

  /**
   * A layer that money goes to.
   *
   * @param parts the parts of days behind the slots of {@code line}, in the same order
   */
  record Money(Layer layer, List<OpenHours.Part> parts, Problem.Line line) {}

  /** A layer that costs money whatever the schedule. */
  record Held(Layer layer, BigDecimal cost) {}

  /** What some layers must have together, and the words for it. */
  private record Owed(List<Integer> lines, long cents, String who) {}

  /**
   * A campaign, ready to be scheduled.
   *
   * @param held the layers whose money is not spread, and which the budget pays too
   * @param money the layers that money goes to, behind the lines of {@code problem}
   * @param wishes the layers whose pushes have no time
   * @param stated how many pushes have one, by day
   * @param groups behind those of {@code problem}
   */
  record Ready(
      Problem problem,
      List<Held> held,
      List<Money> money,
      List<PushPlan.Wish> wishes,
      Map<LocalDate, Long> stated,
      LocalDate firstDay,
      List<Spending.Group> groups) {}

  private Inputs(CampaignFile file, Campaign.Broadcast broadcast) {
    this.file = file;
    this.campaign = file.campaign();
    this.broadcast = broadcast;
  }

  /**
   * Reads them from a campaign.
   *
   * @param budget in place of the file's, or {@code null}
   * @throws dev.sluice.answer.Refusal with every fault of the file, everything that it would have
   *     to state, or every limit that contradicts another
   */
  static Ready of(CampaignFile file, @Nullable BigDecimal budget) {
    Campaign campaign = file.accepted();
    List<Layer> layers =
        campaign.layers().stream()
            .filter(layer -> layer.response() != null || layer.pacing().pushesToPlace() != null)
            .toList();
    BigDecimal limit = budget != null ? budget : campaign.budget();
    Campaign.Broadcast broadcast = campaign.broadcast();
    List<Fault> missing = missing(file, layers, limit);
    if (broadcast == null || !missing.isEmpty()) {
      throw file.refusal(missing);
    }
    return new Inputs(file, broadcast).ready(layers, limit == null ? BigDecimal.ZERO : limit);
  }

  private static List<Fault> missing(
      CampaignFile file, List<Layer> layers, @Nullable BigDecimal budget) {
    List<Fault> missing = new ArrayList<>();
    if (file.campaign().broadcast() == null) {
      missing.add(
          required(
              file,
              "broadcast",
              "there is no broadcast to count days from",
              "add broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai}"));
    }
    if (layers.isEmpty()) {
      missing.add(
          required(
              file,
              "layers",
              "no layer has a 'response' to spread money by, or 'pushes_to_place'",
              "add to a layer response: {curve: michaelis-menten, ceiling: 300, half: 60}"));
    }
    for (Layer layer : layers) {
      if (layer.window() == null) {
        missing.add(
            required(
                file,
                layer.path() + ".window",
                "layer '" + layer.id() + "' needs the 'window' in which it works",
                "such as T-14d..T-0"));
      }
    }
    if (budget == null && layers.stream().anyMatch(layer -> layer.response() != null)) {
      missing.add(
          required(file, "budget", "there is no budget to spread", "state it here or as --budget"));
    }
    return missing;
  }

  /** For limits of which none alone is the reason. */
  static Refusal impossible(CampaignFile file) {
    return file.refusal(
        List.of(
            new Fault(
                file.at("layers"),
                "layers",
                Severity.ERROR,
                "conflict",
                "no schedule was found that keeps every minimum, maximum and daily limit at once",
                "lower a minimum or a daily_minimum, or raise a maximum")));
  }

  private static Fault required(CampaignFile file, String path, String message, String hint) {
    return new Fault(file.at(path), path, Severity.ERROR, "required-input", message, hint);
  }

  private Ready ready(List<Layer> layers, BigDecimal budget) {
    Map<String, List<OpenHours.Part>> parts = new HashMap<>();
    LocalDate last = LocalDate.MIN;
    firstDay = LocalDate.MAX;
    for (Layer layer : layers) {
      Span window = Objects.requireNonNull(layer.window());
      List<OpenHours.Part> ofLayer = OpenHours.of(campaign, broadcast, layer, window);
      parts.put(layer.id(), ofLayer);
      for (OpenHours.Part part : ofLayer) {
        firstDay = part.day().isBefore(firstDay) ? part.day() : firstDay;
        last = part.day().isAfter(last) ? part.day() : last;
      }
    }
    days = last.isBefore(firstDay) ? 0 : (int) ChronoUnit.DAYS.between(firstDay, last) + 1;
    for (Layer layer : layers) {
      List<OpenHours.Part> ofLayer = Objects.requireNonNull(parts.get(layer.id()));
      if (layer.response() != null) {
        money(layer, ofLayer);
      }
      Pacing.PushesToPlace wish = layer.pacing().pushesToPlace();
      if (wish != null) {
        wishes.add(new PushPlan.Wish(layer, wish, times(layer), ofLayer));
      }
    }
    held();
    long left = atMost(budget) - held(campaign.layers().stream().map(Layer::id).toList());
    if (left < 0) {
      conflict(
          "budget",
          "the layers that state no response to money cost "
              + amount(atMost(budget) - left)
              + ", more than the budget of "
              + amount(atMost(budget)),
          "raise the budget, or state what they answer to money");
    }
    // A line without an open hour has no slots, and the models nothing to do with it.
    Problem problem =
        new Problem(
            Math.max(0, left),
            atMost(campaign.pacing().dailyMaximum()),
            days,
            money.stream().map(Money::line).toList(),
            groups());
    statedPushes();
    contradictions(problem);
    if (!faults.isEmpty()) {
      throw file.refusal(faults);
    }
    return new Ready(problem, held, money, wishes, stated, firstDay, spendingGroups());
  }

  private void money(Layer layer, List<OpenHours.Part> parts) {
    long whole = parts.stream().mapToLong(OpenHours.Part::seconds).sum();
    Map<LocalDate, Long> open = new HashMap<>();
    parts.forEach(part -> open.merge(part.day(), part.openSeconds(), Long::sum));
    double[] carry = new double[days];
    double[] standing = new double[days];
    CarryOver carryOver = layer.spending().carryOver();
    carry[0] = 1;
    if (carryOver != null) {
      Adstock adstock = Adstock.of(carryOver);
      for (int lag = 0; lag < days; lag++) {
        carry[lag] = adstock.weight(lag);
      }
      double[] earlier = carryOver.spent().stream().mapToDouble(BigDecimal::doubleValue).toArray();
      int begins = parts.isEmpty() ? 0 : day(parts.get(0));
      double[] carried = adstock.carriedIn(earlier, days - begins);
      System.arraycopy(carried, 0, standing, begins, carried.length);
    }
    List<OpenHours.Part> slots = new ArrayList<>();
    List<Problem.Slot> numbers = new ArrayList<>();
    for (OpenHours.Part part : parts) {
      if (part.openSeconds() == 0) {
        continue;
      }
      double carriedShare =
          (double) part.openSeconds() / Objects.requireNonNull(open.get(part.day()));
      slots.add(part);
      numbers.add(
          new Problem.Slot(
              day(part),
              (double) part.openSeconds() / whole,
              part.daypart().weight().doubleValue(),
              carriedShare,
              standing[day(part)] * carriedShare));
    }
    money.add(
        new Money(
            layer,
            slots,
            new Problem.Line(
                ResponseCurve.of(Objects.requireNonNull(layer.response())),
                carry,
                atLeast(layer.minimum()),
                atMost(layer.maximum()),
                layer.offAllowed(),
                atLeast(layer.pacing().dailyMinimum()),
                atMost(layer.pacing().dailyMaximum()),
                numbers)));
  }

  /** The campaign's groups, the smaller first, of those layers that money goes to. */
  private List<Problem.Group> groups() {
    List<Problem.Group> groups = new ArrayList<>();
    for (Spending.Group group : spendingGroups()) {
      groups.add(
          new Problem.Group(
              IntStream.range(0, money.size())
                  .filter(i -> group.layers().contains(money.get(i).layer().id()))
                  .boxed()
                  .toList(),
              Math.max(0, atLeast(group.minimum()) - held(group.layers())),
              Math.max(0, atMost(group.maximum()) - held(group.layers()))));
    }
    return groups;
  }

  private void held() {
    Map<String, Standing> standings = Standing.of(file);
    for (Layer layer : campaign.layers()) {
      Standing standing = standings.get(layer.id());
      if (layer.response() == null && standing != null && standing.cost() != null) {
        held.add(new Held(layer, standing.cost()));
      }
    }
  }

  private long held(List<String> layers) {
    return held.stream()
        .filter(each -> layers.contains(each.layer().id()))
        .mapToLong(each -> atLeast(each.cost()))
        .sum();
  }

  private List<Spending.Group> spendingGroups() {
    return campaign.spending().groups().stream()
        .filter(
            group -> money.stream().anyMatch(each -> group.layers().contains(each.layer().id())))
        .sorted(Comparator.comparingInt(group -> group.layers().size()))
        .toList();
  }

  private int day(OpenHours.Part part) {
    return (int) ChronoUnit.DAYS.between(firstDay, part.day());
  }

  private List<ZonedDateTime> times(Layer layer) {
    List<ZonedDateTime> times = new ArrayList<>();
    for (Layer.Push push : layer.pushes()) {
      times.add(Objects.requireNonNull(broadcast.at(push.when())));
    }
    return times;
  }

  /** In cents, those that a limit does not allow cut off. */
  private static long atMost(@Nullable BigDecimal money) {
    return money == null
        ? Problem.NO_LIMIT
        : money.movePointRight(2).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static long atLeast(@Nullable BigDecimal money) {
    return money == null
        ? 0
        : money.movePointRight(2).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /** Pushes that stand in the file count on their day, and must themselves keep the limits. */
  private void statedPushes() {
    Long most = campaign.pacing().pushesPerDay();
    for (Layer layer : campaign.layers()) {
      for (Layer.Push push : layer.pushes()) {
        LocalDate day = Objects.requireNonNull(broadcast.at(push.when())).toLocalDate();
        long count = stated.merge(day, 1L, Long::sum);
        if (most != null && count == most + 1) {
          conflict(
              push.path(),
              "with this push there are "
                  + count
                  + " on "
                  + day
                  + ", and pushes_per_day is "
                  + most,
              "move one or raise pushes_per_day");
        }
      }
    }
  }

  private void contradictions(Problem problem) {
    List<Owed> parts = new ArrayList<>();
    long[] most = new long[money.size()];
    for (int i = 0; i < most.length; i++) {
      Money each = money.get(i);
      parts.add(new Owed(List.of(i), needed(problem, each), "layer '" + each.layer().id() + "'"));
      most[i] = most(problem, each.line());
    }
    for (int g = 0; g < problem.groups().size(); g++) {
      parts = within(parts, problem.groups().get(g), spendingGroups().get(g), most);
    }
    Owed all = together(parts);
    if (all.cents() > problem.budget() && faults.isEmpty()) {
      conflict(
          "budget",
          "the minimums of "
              + all.who()
              + " add up to "
              + amount(all.cents())
              + ", more than "
              + (held.isEmpty() ? "the budget of " : "what the other layers leave of the budget: ")
              + amount(problem.budget()),
          "raise the budget, lower a minimum or set off_allowed: true");
    }
    long room = problem.days() * (problem.dailyMaximum() / 4);
    if (problem.dailyMaximum() < Problem.NO_LIMIT && all.cents() / 4 > room && faults.isEmpty()) {
      conflict(
          "schedule.daily_maximum",
          "the minimums of "
              + all.who()
              + " add up to "
              + amount(all.cents())
              + ", more than "
              + problem.days()
              + " days of at most "
              + amount(problem.dailyMaximum()),
          "raise the daily_maximum or lower a minimum");
    }
  }

  /** The parts with those of a group put together; where it cannot be kept, a fault. */
  private List<Owed> within(
      List<Owed> parts, Problem.Group group, Spending.Group stated, long[] most) {
    Owed inside =
        together(parts.stream().filter(part -> group.lines().containsAll(part.lines())).toList());
    String who = "group '" + stated.id() + "'";
    long room = group.lines().stream().mapToLong(i -> Math.min(most[i], group.minimum())).sum();
    if (inside.cents() > group.maximum()) {
      conflict(
          stated.path() + ".maximum",
          who
              + " may spend "
              + amount(group.maximum())
              + ", and the minimums of "
              + inside.who()
              + " add up to "
              + amount(inside.cents()),
          "raise the group's maximum or lower a minimum");
    } else if (group.minimum() > room) {
      conflict(
          stated.path() + ".minimum",
          who
              + " must spend "
              + amount(group.minimum())
              + ", and the maximums, daily maximums and open days of its layers leave "
              + amount(room),
          "lower the group's minimum, raise a daily_maximum or open more days");
    }
    List<Owed> after = new ArrayList<>(parts);
    after.removeIf(part -> group.lines().containsAll(part.lines()));
    after.add(
        inside.cents() >= group.minimum()
            ? inside
            : new Owed(inside.lines(), group.minimum(), who));
    return after;
  }

  private static Owed together(List<Owed> parts) {
    return new Owed(
        parts.stream().flatMap(part -> part.lines().stream()).toList(),
        parts.stream().mapToLong(Owed::cents).sum(),
        parts.stream()
            .filter(part -> part.cents() > 0)
            .map(Owed::who)
            .collect(Collectors.joining(", ")));
  }

  /** What the limits of a line itself and of its days let it have. */
  private static long most(Problem problem, Problem.Line line) {
    long aDay = Math.min(problem.dailyMaximum(), line.dailyMaximum());
    long open = openDays(line);
    return open == 0 || aDay > line.maximum() / open
        ? Math.min(open, 1) * line.maximum()
        : aDay * open;
  }

  private static long openDays(Problem.Line line) {
    return line.slots().stream().mapToInt(Problem.Slot::day).distinct().count();
  }

  /** What a layer must spend; where its own limits do not allow that, a fault. */
  private long needed(Problem problem, Money each) {
    Problem.Line line = each.line();
    Layer layer = each.layer();
    String who = "layer '" + layer.id() + "'";
    if (line.offAllowed() || line.minimum() == 0) {
      return 0;
    }
    long open = openDays(line);
    if (open == 0) {
      conflict(
          layer.path() + ".minimum",
          who
              + " must spend "
              + amount(line.minimum())
              + ", and blackouts and dayparts leave no hour of its window "
              + layer.window()
              + " open",
          "open an hour or set off_allowed: true");
      return 0;
    }
    long aDay = Math.min(problem.dailyMaximum(), line.dailyMaximum());
    if (line.dailyMinimum() > aDay) {
      conflict(
          layer.path() + ".daily_minimum",
          who
              + " spends at least "
              + amount(line.dailyMinimum())
              + " on a day, and no day may have more than "
              + amount(aDay),
          "lower the daily_minimum or raise the daily_maximum");
      return 0;
    }
    if (aDay < Problem.NO_LIMIT && aDay * open < line.minimum()) {
      conflict(
          layer.path() + ".minimum",
          who
              + " must spend "
              + amount(line.minimum())
              + ", and its "
              + open
              + " open days take at most "
              + amount(aDay)
              + " each",
          "raise the daily_maximum, lengthen the window or lower the minimum");
      return 0;
    }
    return line.minimum();
  }

  private void conflict(String path, String message, String hint) {
    faults.add(new Fault(file.at(path), path, Severity.ERROR, "conflict", message, hint));
  }

  private static String amount(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }
}
