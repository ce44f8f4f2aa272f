package dev.sluice.workspace;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** What is in a workspace, and how fresh it is. */
public final class Inventory {
  private Inventory() {}

  /**
   * The shops, files by report, broadcasts, frozen plans and tables of a workspace.
   *
   * @param now what ages are counted from, in hours since the latest {@code as_of}
   */
  public static Answer of(Workspace workspace, Instant now) {
    OffsetDateTime present = now.atOffset(ZoneOffset.UTC);
    Column version = Column.count("schema_version");
    Column latest = Column.instant("latest_as_of");
    Column age = Column.number("age_hours");
    Section whole = workspace.query("whole", sql("whole"), List.of(version, latest, age), present);
    Section shops =
        workspace.query(
            "shops",
            sql("shops"),
            List.of(
                Column.text("shop"),
                Column.text("platform"),
                Column.text("zone"),
                Column.text("currency"),
                Column.count("files"),
                Column.count("broadcasts"),
                Column.instant("first_broadcast"),
                Column.instant("last_broadcast")));
    Section reports =
        workspace.query(
            "reports",
            sql("reports"),
            List.of(
                Column.text("report"),
                Column.count("files"),
                Column.count("rows.read"),
                Column.count("rows.loaded"),
                Column.count("rows.rejected"),
                Column.count("rows.skipped"),
                Column.date("period.from"),
                Column.date("period.to"),
                latest,
                age),
            present);
    Section broadcasts =
        workspace
            .query(
                "broadcasts",
                sql("broadcasts"),
                List.of(Column.count("count"), Column.instant("first"), Column.instant("last")))
            .shaped(new Section.Shape.Single());
    Section plans =
        workspace.query(
            "plans",
            sql("plans"),
            List.of(
                Column.id("plan"),
                Column.count("versions"),
                Column.instant("saved_at"),
                Column.instant("starts_at")));
    Section tables =
        workspace.query(
            "tables",
            sql("tables"),
            List.of(Column.text("table"), Column.count("in_force"), Column.count("superseded")));
    return Answer.of("status", shops, reports, broadcasts, plans, tables)
        .withFact(Column.text("workspace"), workspace.file().toString())
        .withFact(Column.count("size_bytes"), workspace.size())
        .withFact(version, whole.cell(0, "schema_version"))
        .withFact(latest, whole.cell(0, "latest_as_of"))
        .withFact(age, whole.cell(0, "age_hours"));
  }

  private static Sql sql(String question) {
    return Sql.of(Inventory.class, "inventory/" + question + ".sql");
  }
}
