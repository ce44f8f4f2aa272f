package dev.sluice.analysis.review;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.List;

/** From what was placed to what was settled. */
final class Ladder {
  private static final Sql LADDER = Sql.of(Ladder.class, "staging/ladder.sql");

  private Ladder() {}

  /**
   * The ladder of broadcasts whose sold lines are loaded.
   *
   * @param broadcasts their ids, joined by U+001F
   * @param several whether they are more than one
   * @param maturity days after the order within which a refund counts
   */
  static Section of(Workspace workspace, String broadcasts, boolean several, int maturity) {
    Column counted = Column.count("broadcasts");
    return workspace.query(
        "ladder",
        LADDER,
        List.of(
            Column.term("step"),
            Column.term("told_by"),
            several ? counted : counted.asDetail(),
            Column.money("gmv"),
            Column.count("orders"),
            Column.rate("share_of_paid"),
            Column.text("currency")),
        broadcasts,
        maturity);
  }
}
