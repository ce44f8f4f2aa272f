package dev.sluice.analysis.history;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Nearest;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.PlannedLayer;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The frozen versions of plans. */
public final class PlanVersions {
  private static final Sql LATEST = Sql.of(PlanVersions.class, "latest-version.sql");
  private static final Sql INSERT_PLAN = Sql.of(PlanVersions.class, "insert-plan.sql");
  private static final Sql INSERT_LAYER = Sql.of(PlanVersions.class, "insert-plan-layer.sql");
  private static final Sql VERSIONS = Sql.of(PlanVersions.class, "versions.sql");

  private static final Column VERSION = Column.count("version");
  private static final Column SHA256 = Column.id("sha256");
  private static final Column SAVED_AT = Column.instant("saved_at");
  private static final Column NOTE = Column.text("note");

  private PlanVersions() {}

  /**
   * A frozen version.
   *
   * @param plan the campaign's id
   * @param version 1 and up
   * @param start of the broadcast as planned
   * @param account that was to broadcast
   * @param sha256 of the campaign file
   * @param changedSince whether the campaign file that was named is no longer this one
   */
  public record Version(
      String plan,
      long version,
      OffsetDateTime savedAt,
      @Nullable OffsetDateTime start,
      @Nullable String account,
      String sha256,
      boolean changedSince) {}

  /**
   * Freezes a campaign: its text and what it expects of each layer. The text of the latest version
   * again changes nothing.
   *
   * @param text the campaign file as it stands
   * @param note why it is frozen
   * @throws Refusal when the file has faults, has no id, or does not state what is needed
   */
  public static Answer save(
      Workspace workspace, CampaignFile file, String text, @Nullable String note, Instant now) {
    List<PlannedLayer> layers = PlannedLayer.of(file);
    Campaign campaign = file.campaign();
    String plan = id(file);
    String sha256 = sha256(text);
    OffsetDateTime savedAt = now.atOffset(ZoneOffset.UTC);
    return workspace.transaction(
        () -> {
          Section latest =
              workspace.query("latest", LATEST, List.of(VERSION, SHA256, SAVED_AT, NOTE), plan);
          long version = 0;
          if (!latest.rows().isEmpty()) {
            version = latest.cell(0, "version") instanceof Long last ? last : 0;
            if (sha256.equals(latest.cell(0, "sha256"))) {
              return answer(
                  plan,
                  version,
                  "unchanged",
                  sha256,
                  latest.cell(0, "saved_at"),
                  latest.cell(0, "note"),
                  campaign.currency(),
                  layers);
            }
          }
          version++;
          Campaign.Broadcast broadcast = campaign.broadcast();
          workspace.update(
              INSERT_PLAN,
              plan,
              version,
              sha256,
              text,
              campaign.title(),
              note,
              broadcast == null ? null : broadcast.platform(),
              broadcast == null ? null : broadcast.account(),
              broadcast == null ? null : broadcast.starts().toOffsetDateTime(),
              campaign.currency(),
              savedAt);
          for (int i = 0; i < layers.size(); i++) {
            PlannedLayer layer = layers.get(i);
            workspace.update(
                INSERT_LAYER,
                plan,
                version,
                i + 1,
                layer.layer(),
                layer.kind().toString(),
                layer.title(),
                layer.cost(),
                layer.reach(),
                layer.clicks(),
                layer.reservations(),
                layer.entrants(),
                layer.orders(),
                layer.gmv(),
                layer.reason());
          }
          return answer(plan, version, "saved", sha256, savedAt, note, campaign.currency(), layers);
        });
  }

  private static Answer answer(
      String plan,
      long version,
      String status,
      String sha256,
      @Nullable Object savedAt,
      @Nullable Object note,
      @Nullable String currency,
      List<PlannedLayer> layers) {
    List<Column> columns =
        List.of(
            Column.id("layer"),
            Column.term("kind"),
            Column.money("cost"),
            Column.text("currency"),
            Column.count("reach"),
            Column.count("clicks"),
            Column.count("reservations"),
            Column.count("entrants"),
            Column.count("orders"),
            Column.money("gmv"),
            Column.sentence("reason"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (PlannedLayer layer : layers) {
      rows.add(
          Arrays.asList(
              layer.layer(),
              layer.kind().toString(),
              layer.cost(),
              currency,
              layer.reach(),
              layer.clicks(),
              layer.reservations(),
              layer.entrants(),
              layer.orders(),
              layer.gmv(),
              layer.reason()));
    }
    List<String> notes = new ArrayList<>();
    if (status.equals("unchanged")) {
      notes.add("the file is that of version " + version + ": nothing was written");
    }
    notes.add(
        "orders are entrants × the target's watch_to_pay, GMV is orders × its average_order_value");
    return Answer.of("plan-save", Section.rows("layers", columns, rows))
        .withFact(Column.id("plan"), plan)
        .withFact(VERSION, version)
        .withFact(Column.text("status"), status)
        .withFact(SAVED_AT, savedAt)
        .withFact(NOTE, note)
        .withFact(SHA256, sha256)
        .withNotes(notes);
  }

  /** The id that a campaign's plans are kept under. */
  static String id(CampaignFile file) {
    String id = file.accepted().id();
    if (id == null) {
      throw Refusal.input(
          file.name() + " has no id, and a plan is kept under its id",
          "add a line such as campaign: singles-day-2026");
    }
    return id;
  }

  /** A frozen version of the plan of a campaign file: that one, or else the latest. */
  public static Version find(
      Workspace workspace, CampaignFile file, String text, @Nullable Integer version) {
    Version found = find(workspace, id(file), version, file.name());
    return new Version(
        found.plan(),
        found.version(),
        found.savedAt(),
        found.start(),
        found.account(),
        found.sha256(),
        !found.sha256().equals(sha256(text)));
  }

  /** A frozen version of a plan: that one, or else the latest. */
  public static Version find(Workspace workspace, String plan, @Nullable Integer version) {
    return find(workspace, plan, version, "FILE");
  }

  private static Version find(
      Workspace workspace, String plan, @Nullable Integer version, String file) {
    List<Version> versions = versions(workspace, plan);
    if (versions.isEmpty()) {
      List<String> others =
          versions(workspace, null).stream().map(Version::plan).distinct().toList();
      List<String> nearest = Nearest.to(plan, others);
      throw Refusal.usage(
          "there is no frozen plan " + plan,
          nearest.isEmpty()
              ? "freeze it: sluice plan save " + file
              : "did you mean " + String.join(", ", nearest) + "?");
    }
    for (Version each : versions) {
      if (version == null || each.version() == version) {
        return each;
      }
    }
    throw Refusal.usage(
        "plan " + plan + " has no version " + version,
        "its versions: 1 to " + versions.get(0).version());
  }

  private static List<Version> versions(Workspace workspace, @Nullable String plan) {
    Section found =
        workspace.query(
            "versions",
            VERSIONS,
            List.of(
                Column.id("plan"),
                VERSION,
                SAVED_AT,
                Column.instant("starts_at"),
                Column.id("account"),
                SHA256),
            plan);
    List<Version> versions = new ArrayList<>();
    for (List<@Nullable Object> row : found.rows()) {
      versions.add(
          new Version(
              String.valueOf(row.get(0)),
              row.get(1) instanceof Long version ? version : 0,
              (OffsetDateTime) Objects.requireNonNull(row.get(2)),
              (OffsetDateTime) row.get(3),
              (String) row.get(4),
              String.valueOf(row.get(5)),
              false));
    }
    return versions;
  }

  /** The hash of a campaign's text. */
  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
