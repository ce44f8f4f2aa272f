package dev.sluice.plan;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to {@code plan check}: faults of the file, and what platforms' rules say of it. */
public final class CampaignCheck {
  /** What came out, the worst first. */
  public enum Verdict {
    /** The file has faults, or does not state what a plan needs. */
    FAULTY,
    /** A platform's rule of severity error is broken. */
    BROKEN,
    /** Neither. */
    SOUND
  }

  private record Row(Fault fault, @Nullable Rule rule) {}

  private final CampaignFile file;
  private final List<Row> rows = new ArrayList<>();

  private CampaignCheck(CampaignFile file) {
    this.file = file;
  }

  /** Checks a campaign. */
  public static CampaignCheck of(CampaignFile file) {
    CampaignCheck check = new CampaignCheck(file);
    check.faults();
    // A rule that looks at a value which was not understood would speak of something else.
    if (file.faults().isEmpty()) {
      check.order();
      check.rules();
    }
    check.rows.sort(
        Comparator.comparing((Row row) -> row.fault().at())
            .thenComparing(row -> row.fault().path())
            .thenComparing(row -> row.fault().rule()));
    return check;
  }

  public Verdict verdict() {
    boolean broken = false;
    for (Row row : rows) {
      if (row.fault().severity() == Severity.ERROR) {
        if (row.rule() == null) {
          return Verdict.FAULTY;
        }
        broken = true;
      }
    }
    return broken ? Verdict.BROKEN : Verdict.SOUND;
  }

  /** A row each finding, in the order of the file. */
  public Answer answer() {
    List<List<@Nullable Object>> cells = new ArrayList<>();
    for (Row row : rows) {
      Fault fault = row.fault();
      cells.add(
          Arrays.asList(
              (long) fault.at().line(),
              (long) fault.at().column(),
              fault.path().isEmpty() ? null : fault.path(),
              fault.severity().toString(),
              fault.rule(),
              fault.message(),
              fault.hint(),
              row.rule() == null ? null : row.rule().source(),
              row.rule() == null ? null : row.rule().checkedOn()));
    }
    return Answer.of(
            "plan-check",
            Section.rows(
                "rows",
                List.of(
                    Column.count("line"),
                    Column.count("column"),
                    Column.text("path"),
                    Column.text("severity"),
                    Column.text("rule"),
                    Column.text("message"),
                    Column.text("hint"),
                    Column.text("source"),
                    Column.text("checked_on")),
                cells))
        .withFact(Column.text("file"), file.name())
        .withFact(Column.id("campaign"), file.campaign().id())
        .withFact(Column.text("verdict"), verdict().name().toLowerCase(Locale.ROOT))
        .withFact(Column.count("errors"), count(Severity.ERROR))
        .withFact(Column.count("warnings"), count(Severity.WARNING))
        // In full, and as editors and terminals recognise a place: a table may have to cut them.
        .withNotes(rows.stream().map(row -> row.fault().line(file.name())).toList());
  }

  private long count(Severity severity) {
    return rows.stream().filter(row -> row.fault().severity() == severity).count();
  }

  private void faults() {
    file.faults().forEach(fault -> rows.add(new Row(fault, null)));
    if (file.faults().stream().anyMatch(fault -> fault.path().isEmpty())) {
      return;
    }
    RequiredInputs.missing(file).forEach(fault -> rows.add(new Row(fault, null)));
    Campaign campaign = file.campaign();
    if (campaign.broadcast() == null && !mentioned("broadcast")) {
      note("broadcast", "unstated", "no broadcast is stated: plan calendar needs one");
    }
    if (campaign.target() == null && !mentioned("target")) {
      note("target", "unstated", "no target is stated: plan show needs one");
    }
    if (campaign.id() == null && !mentioned("campaign")) {
      note("campaign", "unstated", "no campaign id is stated: plan calendar needs one");
    }
    Campaign.Broadcast broadcast = campaign.broadcast();
    if (broadcast != null
        && broadcast.zone().getRules().getValidOffsets(broadcast.start()).size() > 1) {
      rows.add(
          new Row(
              new Fault(
                  file.at("broadcast.start"),
                  "broadcast.start",
                  Severity.WARNING,
                  "clock-change",
                  "the clocks show " + broadcast.start() + " twice that night; the first is meant",
                  "pick another start if you can"),
              null));
    }
  }

  private boolean mentioned(String key) {
    return file.positions().containsKey(key);
  }

  private void note(String path, String rule, String message) {
    rows.add(new Row(new Fault(file.at(path), path, Severity.NOTE, rule, message, null), null));
  }

  /** Tasks that stand before what they need. */
  private void order() {
    Campaign.Broadcast broadcast = file.campaign().broadcast();
    if (broadcast == null) {
      return;
    }
    Map<String, ZonedDateTime> moments = new HashMap<>();
    for (Timeline.Item item : Timeline.tasks(file.campaign())) {
      ZonedDateTime moment = broadcast.at(item.when());
      if (moment != null) {
        moments.put(item.id(), moment);
      }
    }
    for (Campaign.Task task : file.campaign().tasks()) {
      moments.put(task.id(), moment(broadcast, task.when()));
    }
    for (Campaign.Task task : file.campaign().tasks()) {
      for (int i = 0; i < task.needs().size(); i++) {
        String need = task.needs().get(i);
        ZonedDateTime needed = moments.get(need);
        if (needed != null && needed.isAfter(moment(broadcast, task.when()))) {
          String path = task.path() + ".needs[" + i + "]";
          rows.add(
              new Row(
                  new Fault(
                      file.at(path),
                      path,
                      Severity.WARNING,
                      "order",
                      "'" + task.id() + "' needs '" + need + "', which comes later",
                      null),
                  null));
        }
      }
    }
  }

  private static ZonedDateTime moment(Campaign.Broadcast broadcast, When when) {
    ZonedDateTime moment = broadcast.at(when);
    if (moment == null) {
      throw new IllegalStateException("an accepted task has a moment: " + when);
    }
    return moment;
  }

  private void rules() {
    Campaign.Broadcast broadcast = file.campaign().broadcast();
    if (broadcast == null) {
      return;
    }
    if (broadcast.platform() == null) {
      note("broadcast.platform", "unstated", "no platform is stated, so no platform's rules ran");
    } else if (!Rule.platforms().contains(broadcast.platform())) {
      note(
          "broadcast.platform",
          "unstated",
          "no rules are known for '"
              + broadcast.platform()
              + "'; there are some for "
              + String.join(", ", Rule.platforms()));
    }
    for (Rule.Finding finding : Rule.findings(file.campaign(), broadcast)) {
      Rule rule = finding.rule();
      rows.add(
          new Row(
              new Fault(
                  file.at(finding.path()),
                  finding.path(),
                  finding.severity(),
                  rule.id(),
                  rule.message() + (finding.words().isEmpty() ? "" : ": " + finding.words()),
                  null),
              rule));
    }
  }
}
