package dev.sluice.analysis.review;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.List;

/**
 * Where the viewers of one or more broadcasts came from, by source and by layer, and what came back
 * of the money spent on them, by who says so.
 *
 * @param broadcasts their ids, joined by U+001F
 * @param several whether they are more than one: how many know a row is then worth a column
 */
record Traffic(Workspace workspace, String broadcasts, boolean several) {
  private static final Sql SOURCES = Sql.of(Traffic.class, "sources.sql");
  private static final Sql RETURNS_ON_SPEND = Sql.of(Traffic.class, "returns-on-spend.sql");
  private static final Sql LAYERS = Sql.of(Traffic.class, "staging/layers.sql");

  Section sources() {
    return workspace.query(
        "sources",
        SOURCES,
        List.of(
            Column.text("source"),
            counted(),
            Column.count("impressions"),
            Column.count("views"),
            Column.rate("source_share"),
            Column.rate("enter_rate"),
            Column.count("viewers"),
            Column.count("orders"),
            Column.money("gmv"),
            Column.money("spend"),
            Column.number("roi"),
            Column.text("currency")),
        broadcasts);
  }

  Section returnsOnSpend() {
    return workspace.query(
        "returns_on_spend",
        RETURNS_ON_SPEND,
        List.of(
            Column.term("method"),
            Column.term("told_by"),
            counted(),
            Column.money("gmv"),
            Column.money("spend"),
            Column.number("roi"),
            Column.text("currency")),
        broadcasts);
  }

  /** What the layers brought beside what was planned of them; which plan is whose is loaded. */
  Section layers() {
    return workspace.query(
        "layers",
        LAYERS,
        List.of(
            Column.text("layer"),
            Column.term("kind"),
            counted(),
            Column.count("entrants.planned"),
            Column.count("entrants.actual"),
            Column.count("orders.planned"),
            Column.count("orders.actual"),
            Column.money("cost.planned"),
            Column.money("cost.actual"),
            Column.money("gmv.planned"),
            Column.money("gmv.actual"),
            Column.number("roi.planned"),
            Column.number("roi.actual"),
            Column.text("currency"),
            Column.sentence("reason")),
        broadcasts);
  }

  private Column counted() {
    Column broadcasts = Column.count("broadcasts");
    return several ? broadcasts : broadcasts.asDetail();
  }
}
