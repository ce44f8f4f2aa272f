package dev.sluice.analysis.history;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.Layer;
import dev.sluice.plan.LayerKind;
import dev.sluice.plan.learning.Backtest;
import dev.sluice.plan.learning.History;
import dev.sluice.plan.learning.LearnedSheet;
import dev.sluice.plan.learning.PastLayer;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of past broadcasts brought, as plans learn from it.
 *
 * @param layers by start of the broadcast
 * @param currency of all their money; {@code null} when there is none
 * @param asOf what was not over then is not there: the present, or the start of the campaign
 * @param wanted the layers of the campaign; {@code null} when none was given
 * @param notes what was left out
 */
public record PastLayers(
    List<PastLayer> layers,
    @Nullable String currency,
    Instant asOf,
    @Nullable Set<String> wanted,
    List<String> notes) {
  private static final Sql PAST = Sql.of(PastLayers.class, "past-layers.sql");

  /** What they teach. */
  public History history() {
    return History.of(layers, asOf);
  }

  /** What they teach, told. */
  public LearnedSheet learned() {
    return LearnedSheet.of(history(), currency, wanted);
  }

  /** What would have been forecast of them. */
  public Backtest backtest(long seed) {
    return Backtest.of(
        layers.stream().filter(layer -> wanted == null || wanted.contains(layer.layer())).toList(),
        seed);
  }

  /**
   * Reads the broadcasts that are over.
   *
   * @param campaign whose account, currency and kinds of layers hold, or {@code null} for all there
   *     is
   * @throws Refusal when no campaign is given and the past is of several accounts or currencies:
   *     their layers do not teach each other
   */
  public static PastLayers of(Workspace workspace, @Nullable Campaign campaign, Instant now) {
    Campaign.Broadcast broadcast = campaign == null ? null : campaign.broadcast();
    Instant asOf = now;
    if (broadcast != null && broadcast.starts().toInstant().isBefore(now)) {
      asOf = broadcast.starts().toInstant();
    }
    Section found =
        workspace.query(
            "past",
            PAST,
            List.of(
                Column.id("broadcast"),
                Column.instant("started_at"),
                Column.id("account"),
                Column.id("layer"),
                Column.text("kind"),
                Column.text("currency"),
                Column.flag("several_currencies"),
                Column.money("cost"),
                Column.count("reach"),
                Column.count("clicks"),
                Column.count("reservations"),
                Column.count("entrants"),
                Column.count("orders"),
                Column.money("gmv")),
            asOf.atOffset(ZoneOffset.UTC),
            broadcast == null ? null : broadcast.account());
    List<String> notes = new ArrayList<>();
    requireOne(distinct(found, "account"), "accounts");
    String currency = campaign == null ? null : campaign.currency();
    if (currency == null) {
      TreeSet<String> currencies = distinct(found, "currency");
      requireOne(currencies, "currencies");
      currency = currencies.isEmpty() ? null : currencies.first();
    }
    Map<String, LayerKind> kinds = kinds(campaign);
    List<PastLayer> layers = new ArrayList<>();
    int foreign = 0;
    for (int row = 0; row < found.rows().size(); row++) {
      Object stated = found.cell(row, "currency");
      boolean ours =
          (stated == null || stated.equals(currency))
              && found.cell(row, "several_currencies") != Boolean.TRUE;
      foreign += ours ? 0 : 1;
      layers.add(layer(found, row, kinds, ours));
    }
    if (foreign > 0) {
      notes.add(
          "the money of "
              + foreign
              + (foreign == 1 ? " result is" : " results are")
              + " not in "
              + currency
              + " and left out");
    }
    return new PastLayers(
        List.copyOf(layers),
        currency,
        asOf,
        campaign == null ? null : kinds.keySet(),
        List.copyOf(notes));
  }

  private static void requireOne(TreeSet<String> values, String what) {
    if (values.size() > 1) {
      throw Refusal.usage(
          "the results by layer are of several " + what + ": " + String.join(", ", values),
          "name the campaign that is to learn from its own");
    }
  }

  private static TreeSet<String> distinct(Section found, String column) {
    int at = found.indexOf(column);
    return found.rows().stream()
        .map(row -> row.get(at))
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, LayerKind> kinds(@Nullable Campaign campaign) {
    Map<String, LayerKind> kinds = new LinkedHashMap<>();
    if (campaign != null) {
      for (Layer layer : campaign.layers()) {
        kinds.put(layer.id(), layer.kind());
      }
    }
    return kinds;
  }

  private static PastLayer layer(
      Section found, int row, Map<String, LayerKind> kinds, boolean money) {
    String id = String.valueOf(found.cell(row, "layer"));
    LayerKind kind = kinds.get(id);
    Object frozen = found.cell(row, "kind");
    if (kind == null && frozen != null) {
      kind = LayerKind.of(frozen.toString());
    }
    return new PastLayer(
        String.valueOf(found.cell(row, "broadcast")),
        ((OffsetDateTime) Objects.requireNonNull(found.cell(row, "started_at"))).toInstant(),
        id,
        kind,
        money ? (BigDecimal) found.cell(row, "cost") : null,
        (Long) found.cell(row, "reach"),
        (Long) found.cell(row, "clicks"),
        (Long) found.cell(row, "reservations"),
        (Long) found.cell(row, "entrants"),
        (Long) found.cell(row, "orders"),
        money ? (BigDecimal) found.cell(row, "gmv") : null);
  }
}
