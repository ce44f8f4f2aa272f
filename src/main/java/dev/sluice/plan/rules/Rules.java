package dev.sluice.plan.rules;

import dev.sluice.answer.Nearest;
import dev.sluice.answer.yaml.Fault;
import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Findings;
import dev.sluice.answer.yaml.Severity;
import dev.sluice.plan.Grade;
import dev.sluice.plan.Resource;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules that a campaign is held against: those that ship, changed by the user's own. */
public final class Rules {
  private final Map<String, Rule> rules;

  /** What campaigns call the platforms, with or without rules of their own. */
  private final Set<String> known;

  private Rules(Map<String, Rule> rules, Set<String> known) {
    this.rules = rules;
    this.known = known;
  }

  /** Those that ship with the program, from {@code rules.yaml}. */
  public static Rules shipped() {
    Resource resource = Resource.open("rules/rules.yaml");
    Map<String, Rule> rules = new LinkedHashMap<>();
    Set<String> known = new TreeSet<>();
    new Reader(rules, known).read(resource.root());
    resource.close();
    return new Rules(rules, known);
  }

  /**
   * These rules as a file of the user's changes them: an entry with the id of a rule replaces what
   * it states of it, {@code off: the reason} switches it off, any other entry is a new rule.
   *
   * @param name of the file, for messages
   * @param text YAML or JSON with a list {@code rules}
   * @throws dev.sluice.answer.Refusal that lists every fault of the file
   */
  public Rules changedBy(String name, String text) {
    Findings findings = new Findings();
    Map<String, Rule> changed = new LinkedHashMap<>(rules);
    Set<String> named = new TreeSet<>(known);
    Fields root = Fields.read(text, findings);
    if (root != null) {
      new Reader(changed, named).read(root);
      root.missing("rules", "the file has no list of 'rules'");
      root.close();
    }
    List<Fault> faults = findings.faults();
    if (!faults.isEmpty()) {
      throw Fault.refusal(name, faults);
    }
    return new Rules(changed, named);
  }

  List<Rule> all() {
    return List.copyOf(rules.values());
  }

  /** The platforms that have rules of their own, sorted. */
  Set<String> platforms() {
    Set<String> platforms = new TreeSet<>();
    rules.values().forEach(rule -> platforms.addAll(rule.platforms()));
    return platforms;
  }

  /** Reads a rule file into the rules that there are already. */
  private static final class Reader {
    private final Map<String, Rule> rules;
    private final Set<String> before;
    private final Set<String> read = new HashSet<>();
    private final Set<String> known;

    Reader(Map<String, Rule> rules, Set<String> known) {
      this.rules = rules;
      this.known = known;
      this.before = Set.copyOf(rules.keySet());
    }

    void read(Fields root) {
      LocalDate checkedOn = date(root);
      known.addAll(root.texts("platforms"));
      for (Fields fields : root.objects("rules")) {
        rule(fields, checkedOn);
      }
    }

    private void rule(Fields fields, @Nullable LocalDate fileDate) {
      String id = fields.id("id");
      fields.missing("id", "the rule has no id");
      if (id == null) {
        return;
      }
      if (!read.add(id)) {
        fields.fault("id", "duplicate-id", "another rule is '" + id + "' already", null);
      }
      Rule base = rules.get(id);
      String off = fields.text("off");
      Severity severity = stated(fields.choice("severity", Severity.class), base, Rule::severity);
      Grade ownGrade = fields.choice("grade", Grade.class);
      // Whoever adds a rule is its own source.
      Grade grade = ownGrade != null ? ownGrade : base == null ? Grade.A : base.grade();
      List<String> platforms = scope(fields, "platforms", base, Rule::platforms);
      platforms.forEach(platform -> known(fields, platform));
      List<String> markets = scope(fields, "markets", base, Rule::markets);
      Fields kind = fields.object("check");
      Check check = stated(kind == null ? null : CheckReader.read(kind), base, Rule::check);
      String asks = stated(fields.text("asks"), base, Rule::asks);
      String mend = fields.text("mend");
      String source = stated(fields.text("source"), base, Rule::source);
      LocalDate own = date(fields);
      LocalDate checkedOn = own != null ? own : base != null ? base.checkedOn() : fileDate;
      if (base == null) {
        missing(fields, id, checkedOn);
      }
      fields.close();
      if (severity == null
          || check == null
          || asks == null
          || source == null
          || checkedOn == null) {
        return;
      }
      if (severity == Severity.ERROR && (grade == Grade.C || grade == Grade.I)) {
        fields.fault(
            "severity",
            "grade",
            "a rule of grade " + grade + " cannot be an error",
            "make it a warning, or state your own 'source' and its 'grade', A or B");
      }
      String how = mend != null ? mend : base == null ? null : base.mend();
      rules.put(
          id,
          new Rule(
              id, platforms, markets, severity, grade, check, asks, how, source, checkedOn, off));
    }

    /** A misspelt platform would be one on which the rule never holds. */
    private void known(Fields fields, String platform) {
      if (!known.contains(platform)) {
        String nearest = Nearest.one(platform, known);
        fields.fault(
            "platforms",
            "reference",
            "there is no platform '" + platform + "'",
            nearest == null
                ? "one that is not among "
                    + String.join(", ", known)
                    + " is made known at the top of the file: platforms: ["
                    + platform
                    + "]"
                : "did you mean '" + nearest + "'?");
      }
    }

    /** What a new rule must state; an id that is nearly known was probably meant to be that. */
    private void missing(Fields fields, String id, @Nullable LocalDate checkedOn) {
      if (!fields.has("check")) {
        String nearest = Nearest.one(id, before);
        fields.fault(
            "id",
            "reference",
            "there is no rule '" + id + "'",
            nearest == null
                ? "a rule of your own needs 'check', 'severity', 'asks' and 'source'"
                : "did you mean '" + nearest + "'?");
        return;
      }
      for (String key : List.of("severity", "asks", "source")) {
        fields.missing(key, "the rule has no '" + key + "'");
      }
      if (checkedOn == null) {
        fields.missing("checked_on", "the rule has no 'checked_on', the day it was last looked up");
      }
    }

    private static List<String> scope(
        Fields fields, String key, @Nullable Rule base, Function<Rule, List<String>> get) {
      List<String> stated = fields.texts(key);
      return fields.has(key) || base == null ? stated : get.apply(base);
    }

    private static <T> @Nullable T stated(
        @Nullable T value, @Nullable Rule base, Function<Rule, T> get) {
      return value != null || base == null ? value : get.apply(base);
    }

    private static @Nullable LocalDate date(Fields fields) {
      return fields.parsed(
          "checked_on",
          text -> {
            try {
              return LocalDate.parse(text);
            } catch (DateTimeException e) {
              throw new IllegalArgumentException("'" + text + "' is not a date", e);
            }
          },
          "write it as 2026-11-22");
    }
  }
}
