package dev.sluice.analysis.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random facts, counted once more in plain Java: the statement and the loops must agree. */
class FunnelTruthTest {
  private static final List<String> PV =
      List.of(
          "impressions",
          "views",
          "product_impressions",
          "product_clicks",
          "created_sku_orders",
          "orders");
  private static final List<String> UV =
      List.of("reach", "viewers", "product_reach", "product_clickers", "buyers");
  private static final List<String> ORDERS =
      List.of("orders", "attributed_orders", "sku_orders", "attributed_sku_orders");

  private record Broadcast(
      String shop,
      String platform,
      String id,
      String account,
      String host,
      Instant start,
      Map<String, Long> counts) {
    Long get(String name) {
      if (name.equals("orders")) {
        return first(ORDERS);
      }
      return name.equals("buyers")
          ? first(List.of("buyers", "attributed_buyers"))
          : counts.get(name);
    }

    Long first(List<String> names) {
      return names.stream().map(counts::get).filter(Objects::nonNull).findFirst().orElse(null);
    }

    ZonedDateTime local() {
      ZoneId zone =
          switch (shop) {
            case "east" -> ZoneId.of("Asia/Shanghai");
            case "west" -> ZoneId.of("America/Los_Angeles");
            default -> ZoneId.of("Europe/Paris");
          };
      return start.atZone(zone);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theStatementAgreesWithTheLoops(long seed, @TempDir Path folder) {
    Random random = new Random(seed);
    List<Broadcast> all = new ArrayList<>();
    try (Facts facts = Facts.in(folder)) {
      facts.add("shop", Map.of("shop", "east", "platform", "douyin", "zone", "Asia/Shanghai"));
      facts.add(
          "shop", Map.of("shop", "west", "platform", "tiktok", "zone", "America/Los_Angeles"));
      facts.add("shop", Map.of("shop", "nowhere", "platform", "tiktok"));
      for (int i = 0; i < 60; i++) {
        all.add(add(facts, random, i));
      }
      LocalDate from = LocalDate.of(2026, 3, 5);
      LocalDate to = LocalDate.of(2026, 4, 2);
      List<Broadcast> within =
          all.stream()
              .filter(
                  b ->
                      !b.local().toLocalDate().isBefore(from)
                          && !b.local().toLocalDate().isAfter(to))
              .toList();
      assertThat(within.size()).as("seed %d", seed).isBetween(5, 59);
      for (String basis : List.of("pv", "uv")) {
        for (String by :
            List.of("", "broadcast", "platform", "account", "host", "weekday", "slot")) {
          Answer answer =
              Funnel.ask(
                  facts.workspace(),
                  Funnel.Question.of(
                      Scope.of(
                          List.of(), from.toString(), to.toString(), ZoneId.of("Europe/Paris")),
                      basis,
                      by.isEmpty() ? null : by,
                      null));
          assertThat(read(answer.section("groups")))
              .as("seed %d, basis %s, by %s", seed, basis, by)
              .isEqualTo(count(within, basis, label(by)));
        }
      }
    }
  }

  private static Broadcast add(Facts facts, Random random, int i) {
    String shop = List.of("east", "west", "nowhere").get(random.nextInt(3));
    Map<String, Long> counts = new HashMap<>();
    long size = 100_000;
    for (String name :
        List.of(
            "impressions",
            "reach",
            "views",
            "viewers",
            "product_impressions",
            "product_reach",
            "product_clicks",
            "product_clickers",
            "created_sku_orders",
            "orders",
            "attributed_orders",
            "sku_orders",
            "attributed_sku_orders",
            "buyers",
            "attributed_buyers")) {
      // One in four is unknown; some are 0; some rise.
      if (random.nextInt(4) > 0) {
        counts.put(name, random.nextInt(10) == 0 ? 0 : (long) random.nextInt((int) size));
      }
      size = Math.max(20, size * 2 / 3);
    }
    Broadcast broadcast =
        new Broadcast(
            shop,
            shop.equals("east") ? "douyin" : "tiktok",
            "b" + i,
            random.nextInt(5) == 0 ? null : shop + "-" + random.nextInt(2),
            random.nextInt(5) == 0 ? null : "host " + random.nextInt(3),
            Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(40 * 86_400)),
            counts);
    Map<String, Object> row = new HashMap<>(counts);
    row.put("shop", shop);
    row.put("platform", broadcast.platform());
    row.put("broadcast", broadcast.id());
    row.put("account", broadcast.account());
    row.put("host", broadcast.host());
    row.put("started_at", broadcast.start());
    facts.add("broadcast", row);
    return broadcast;
  }

  private static Function<Broadcast, String> label(String by) {
    return switch (by) {
      case "broadcast" -> Broadcast::id;
      case "platform" -> Broadcast::platform;
      case "account" -> b -> b.account() == null ? b.shop() : b.account();
      case "host" -> b -> String.valueOf(b.host());
      case "weekday" ->
          b -> b.local().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "slot" ->
          b -> {
            int start = b.local().getHour() / 3 * 3;
            return String.format(Locale.ROOT, "%02d:00-%02d:00", start, start + 3);
          };
      default -> b -> "null";
    };
  }

  /** Per group and step: count, known, rates and dropped, each as text. */
  private static Map<String, String> count(
      List<Broadcast> broadcasts, String basis, Function<Broadcast, String> label) {
    Map<String, List<Broadcast>> groups = new TreeMap<>();
    for (Broadcast broadcast : broadcasts) {
      groups.computeIfAbsent(label.apply(broadcast), key -> new ArrayList<>()).add(broadcast);
    }
    Map<String, String> lines = new TreeMap<>();
    groups.forEach(
        (group, members) -> {
          List<String> stages = new ArrayList<>(basis.equals("pv") ? PV : UV);
          boolean created = members.stream().anyMatch(b -> b.get("created_sku_orders") != null);
          if (!created) {
            stages.remove("created_sku_orders");
          }
          for (int i = 0; i < stages.size(); i++) {
            String stage = stages.get(i);
            List<Long> known =
                members.stream().map(b -> b.get(stage)).filter(Objects::nonNull).toList();
            lines.put(
                group + " " + (i + 1) + " " + stage,
                (known.isEmpty() ? null : sum(known))
                    + " of "
                    + known.size()
                    + "/"
                    + members.size()
                    + " first "
                    + ratio(members, b -> b.get(stage), b -> b.get(stages.get(0)))
                    + " previous "
                    + (i == 0
                        ? null
                        : ratio(members, following(stage, created), previous(stages, i)))
                    + " dropped "
                    + (i + 1 == stages.size() ? null : dropped(members, stages, i, created)));
          }
        });
    return lines;
  }

  private static Function<Broadcast, Long> following(String stage, boolean created) {
    return stage.equals("orders") && created
        ? b -> b.first(List.of("sku_orders", "attributed_sku_orders"))
        : b -> b.get(stage);
  }

  private static Function<Broadcast, Long> previous(List<String> stages, int i) {
    return b -> b.get(stages.get(i - 1));
  }

  private static Double ratio(
      List<Broadcast> members, Function<Broadcast, Long> above, Function<Broadcast, Long> below) {
    long a = 0;
    long b = 0;
    for (Broadcast member : members) {
      if (above.apply(member) != null && below.apply(member) != null) {
        a += above.apply(member);
        b += below.apply(member);
      }
    }
    return b == 0 ? null : (Double) ((double) a / b);
  }

  private static Long dropped(
      List<Broadcast> members, List<String> stages, int i, boolean created) {
    Function<Broadcast, Long> next = following(stages.get(i + 1), created);
    long lost = 0;
    boolean any = false;
    for (Broadcast member : members) {
      Long here = member.get(stages.get(i));
      if (here != null && next.apply(member) != null) {
        lost += here - next.apply(member);
        any = true;
      }
    }
    return any && lost >= 0 ? (Long) lost : null;
  }

  private static long sum(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, String> read(Section groups) {
    Map<String, String> lines = new TreeMap<>(Comparator.naturalOrder());
    for (int row = 0; row < groups.rows().size(); row++) {
      lines.put(
          groups.cell(row, "group")
              + " "
              + groups.cell(row, "step")
              + " "
              + groups.cell(row, "name"),
          groups.cell(row, "count")
              + " of "
              + groups.cell(row, "known")
              + "/"
              + groups.cell(row, "broadcasts")
              + " first "
              + number(groups.cell(row, "rate_from_first"))
              + " previous "
              + number(groups.cell(row, "rate_from_previous"))
              + " dropped "
              + groups.cell(row, "dropped"));
    }
    return lines;
  }

  private static Double number(Object cell) {
    return cell == null ? null : (Double) ((BigDecimal) cell).doubleValue();
  }
}
