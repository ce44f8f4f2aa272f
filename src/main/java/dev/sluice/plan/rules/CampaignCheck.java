package dev.sluice.plan.rules;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.answer.yaml.Fault;
import dev.sluice.answer.yaml.Severity;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.RequiredInputs;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The answer to {@code plan check}: faults of the file, and what the rules say of it. */
public final class CampaignCheck {
  private static final int STALE_DAYS = 180;

  /** What came out, the worst first. */
  public enum Verdict {
    /** The file has faults, or does not state what a plan needs. */
    FAULTY,
    /** A rule of severity error is broken. */
    BROKEN,
    /** Neither. */
    SOUND
  }

  /** What came out of one rule. */
  enum State {
    BROKEN,
    HELD,
    /** The file does not state what the rule looks at: that is not the same as held. */
    NOT_CHECKED,
    /** It is for people to look at. */
    REMINDER,
    /** The user has switched it off. */
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private record Row(Fault fault, @Nullable Rule rule, @Nullable String found) {}

  /**
   * @param missing paths that the file would have to state
   */
  private record Outcome(Rule rule, State state, Set<String> missing) {}

  private final CampaignFile file;
  private final List<Row> rows = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private CampaignCheck(CampaignFile file) {
    this.file = file;
  }

  /** Checks a campaign against the rules that ship. */
  public static CampaignCheck of(CampaignFile file) {
    return of(file, Rules.shipped(), null);
  }

  /**
   * Checks a campaign.
   *
   * @param today for rules that nobody has looked up for half a year; {@code null} says nothing of
   *     it
   */
  public static CampaignCheck of(CampaignFile file, Rules rules, @Nullable LocalDate today) {
    CampaignCheck check = new CampaignCheck(file);
    check.faults();
    // A rule that looks at a value which was not understood would speak of something else.
    if (file.faults().isEmpty()) {
      check.platform(rules);
      check.rules(rules.all());
      check.notChecked();
      if (today != null) {
        check.stale(today);
      }
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

  /**
   * A row each finding, in the order of the file; then a row each rule that was held against it.
   */
  public Answer answer() {
    List<List<@Nullable Object>> states = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Rule rule = outcome.rule();
      states.add(
          Arrays.asList(
              rule.id(),
              outcome.state().toString(),
              List.copyOf(outcome.missing()),
              rule.off(),
              rule.severity().toString(),
              rule.grade().toString(),
              rule.asks(),
              rule.source(),
              rule.checkedOn()));
    }
    Section rules =
        Section.rows(
            "rules",
            List.of(
                Column.text("rule"),
                Column.text("state"),
                Column.texts("missing"),
                Column.sentence("reason"),
                Column.text("severity"),
                Column.text("grade"),
                Column.text("asked"),
                Column.text("source"),
                Column.date("checked_on")),
            states);
    List<List<@Nullable Object>> cells = new ArrayList<>();
    for (Row row : rows) {
      Fault fault = row.fault();
      Rule rule = row.rule();
      cells.add(
          Arrays.asList(
              (long) fault.at().line(),
              (long) fault.at().column(),
              fault.path().isEmpty() ? null : fault.path(),
              fault.severity().toString(),
              fault.rule(),
              fault.message(),
              fault.hint(),
              rule == null ? null : rule.source(),
              rule == null ? null : rule.checkedOn(),
              rule == null ? null : rule.grade().toString(),
              rule == null ? null : rule.asks(),
              row.found()));
    }
    return facts(Answer.of("plan-check", Section.rows("rows", columns(), cells), rules));
  }

  /**
   * What people read of {@link #answer}: the findings, with what was found in place of the longer
   * message. The notes have both, and what was not checked.
   */
  public Answer overview() {
    Answer whole = answer();
    Section section = whole.section("rows");
    List<List<@Nullable Object>> cells = new ArrayList<>();
    for (List<@Nullable Object> row : section.rows()) {
      List<@Nullable Object> shorter = new ArrayList<>(row);
      Object found = row.get(section.indexOf("found"));
      if (found != null) {
        shorter.set(section.indexOf("message"), found);
      }
      cells.add(shorter);
    }
    return new Answer(
        whole.command(),
        whole.facts(),
        List.of(Section.rows(section.name(), section.columns(), cells)),
        whole.coverage(),
        whole.notes());
  }

  private static List<Column> columns() {
    return List.of(
        Column.count("line"),
        Column.count("column"),
        Column.text("path").asDetail(),
        Column.text("severity"),
        Column.text("rule"),
        Column.text("message"),
        Column.text("hint"),
        Column.text("source").asDetail(),
        Column.date("checked_on").asDetail(),
        Column.text("grade").asDetail(),
        Column.text("asked").asDetail(),
        Column.text("found").asDetail());
  }

  private Answer facts(Answer answer) {
    return answer
        .withFact(Column.text("file"), file.name())
        .withFact(Column.id("campaign"), file.campaign().id())
        .withFact(Column.text("verdict"), verdict().name().toLowerCase(Locale.ROOT))
        .withFact(Column.count("errors"), count(Severity.ERROR))
        .withFact(Column.count("warnings"), count(Severity.WARNING))
        .withFact(Column.count("rules_held"), count(State.HELD))
        .withFact(Column.count("rules_broken"), count(State.BROKEN))
        .withFact(Column.count("rules_not_checked"), count(State.NOT_CHECKED))
        .withFact(Column.count("rules_off"), count(State.OFF))
        // In full, and as editors and terminals recognise a place: a table may have to cut them.
        .withNotes(rows.stream().map(row -> line(row)).toList())
        .withNotes(notes);
  }

  private String line(Row row) {
    Rule rule = row.rule();
    return row.fault().line(file.name())
        + (rule == null ? "" : " [" + rule.id() + ": " + cited(rule) + "]");
  }

  private static String cited(Rule rule) {
    return rule.source() + ", grade " + rule.grade() + ", checked " + rule.checkedOn();
  }

  private long count(Severity severity) {
    return rows.stream().filter(row -> row.fault().severity() == severity).count();
  }

  private long count(State state) {
    return outcomes.stream().filter(outcome -> outcome.state() == state).count();
  }

  private void faults() {
    file.faults().forEach(fault -> rows.add(new Row(fault, null, null)));
    if (file.faults().stream().anyMatch(fault -> fault.path().isEmpty())) {
      return;
    }
    RequiredInputs.missing(file).forEach(fault -> rows.add(new Row(fault, null, null)));
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
              null,
              null));
    }
  }

  private boolean mentioned(String key) {
    return file.positions().containsKey(key);
  }

  private void note(String path, String rule, String message) {
    rows.add(
        new Row(new Fault(file.at(path), path, Severity.NOTE, rule, message, null), null, null));
  }

  private void platform(Rules rules) {
    Campaign.Broadcast broadcast = file.campaign().broadcast();
    if (broadcast == null) {
      return;
    }
    if (broadcast.platform() == null) {
      note("broadcast.platform", "unstated", "no platform is stated, so no platform's rules ran");
    } else if (!rules.platforms().contains(broadcast.platform())) {
      note(
          "broadcast.platform",
          "unstated",
          "there are no rules of "
              + broadcast.platform()
              + "'s own here: those of all platforms ran");
    }
  }

  private void rules(List<Rule> rules) {
    Campaign campaign = file.campaign();
    List<Rule> holding =
        rules.stream()
            .filter(rule -> rule.off() == null && rule.scope(campaign) == Rule.Scope.IN)
            .toList();
    for (Rule rule : rules) {
      Rule.Scope scope = rule.scope(campaign);
      if (scope == Rule.Scope.OUT || holding.stream().anyMatch(it -> it.isCloserThan(rule))) {
        continue;
      }
      if (rule.off() != null) {
        outcomes.add(new Outcome(rule, State.OFF, Set.of()));
      } else if (scope == Rule.Scope.IN) {
        outcomes.add(outcome(rule));
      } else if (!rule.check().look(campaign).isEmpty()) {
        // In another market it would hold, and nobody says that this is another.
        outcomes.add(new Outcome(rule, State.NOT_CHECKED, Set.of("broadcast.market")));
      }
    }
  }

  private Outcome outcome(Rule rule) {
    if (rule.check() instanceof Check.Remark) {
      row(rule, "broadcast", Severity.NOTE, null);
      return new Outcome(rule, State.REMINDER, Set.of());
    }
    Set<String> missing = new LinkedHashSet<>();
    boolean broken = false;
    for (Check.Sighting sighting : rule.check().look(file.campaign())) {
      if (sighting.found() == null) {
        missing.add(sighting.path());
      } else {
        row(rule, sighting.path(), rule.severity(), sighting.found());
        broken = true;
      }
    }
    State state = broken ? State.BROKEN : missing.isEmpty() ? State.HELD : State.NOT_CHECKED;
    return new Outcome(rule, state, missing);
  }

  private void row(Rule rule, String path, Severity severity, @Nullable String found) {
    String message = rule.asks() + (found == null ? "" : ": " + found);
    rows.add(
        new Row(
            new Fault(file.at(path), path, severity, rule.id(), message, rule.mend()),
            rule,
            found));
  }

  private void notChecked() {
    Map<String, List<String>> byPath = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      for (String path : outcome.missing()) {
        byPath.computeIfAbsent(path, key -> new ArrayList<>()).add(outcome.rule().id());
      }
      if (outcome.state() == State.OFF) {
        notes.add("Switched off: " + outcome.rule().id() + " (" + outcome.rule().off() + ").");
      }
    }
    byPath.forEach(
        (path, ids) ->
            notes.add(
                "Not checked, since the file does not state '"
                    + path
                    + "': "
                    + String.join(", ", ids)
                    + "."));
  }

  private void stale(LocalDate today) {
    Map<LocalDate, Integer> old = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      LocalDate checkedOn = outcome.rule().checkedOn();
      if (outcome.state() != State.OFF && checkedOn.plusDays(STALE_DAYS).isBefore(today)) {
        old.merge(checkedOn, 1, Integer::sum);
      }
    }
    List<String> parts = new ArrayList<>();
    old.forEach((date, count) -> parts.add(count + " on " + date));
    if (!parts.isEmpty()) {
      notes.add(
          "Rules that were last checked more than "
              + STALE_DAYS
              + " days before "
              + today
              + " may have changed: "
              + String.join(", ", parts)
              + "; read their sources again.");
    }
  }
}
