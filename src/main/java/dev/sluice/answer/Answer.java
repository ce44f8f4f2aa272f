package dev.sluice.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question returns. It knows nothing of terminals or files; {@code report} writes it.
 *
 * @param command names the JSON schema: {@code funnel} gives {@code "schema":"sluice.funnel/1"}
 * @param facts single values that hold for the whole answer, in order
 * @param sections the tables, the main one first: CSV and Markdown of several sections keep this
 *     order
 * @param coverage what was asked for and is not there
 * @param notes sentences that a reader of the numbers must know
 * @param charts of its sections, for the formats that can draw
 */
public record Answer(
    String command,
    List<Fact> facts,
    List<Section> sections,
    @Nullable Coverage coverage,
    List<String> notes,
    List<Chart> charts) {

  /**
   * A value that holds for the whole answer.
   *
   * @param column its name and kind
   * @param value its value, {@code null} when missing
   */
  public record Fact(Column column, @Nullable Object value) {}

  /**
   * What is missing.
   *
   * @param missing the names of what no source gave, sorted
   * @param rows for each partly known column: how many of how many parts knew it
   */
  public record Coverage(List<String> missing, List<Part> rows) {
    public Coverage {
      missing = List.copyOf(missing);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A column known for some of the parts that were added up.
   *
   * @param column the column
   * @param known parts that had a value
   * @param of all parts
   */
  public record Part(String column, long known, long of) {}

  public Answer {
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
    notes = List.copyOf(notes);
    charts = List.copyOf(charts);
  }

  /** An answer without charts. */
  public Answer(
      String command,
      List<Fact> facts,
      List<Section> sections,
      @Nullable Coverage coverage,
      List<String> notes) {
    this(command, facts, sections, coverage, notes, List.of());
  }

  public static Answer of(String command, Section... sections) {
    return new Answer(command, List.of(), Arrays.asList(sections), null, List.of());
  }

  public Answer withFact(Column column, @Nullable Object value) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(new Fact(column, value));
    return new Answer(command, more, sections, coverage, notes, charts);
  }

  public Answer withCoverage(Coverage known) {
    return new Answer(command, facts, sections, known, notes, charts);
  }

  /** The same answer with a further table, after the others. */
  public Answer withSection(Section section) {
    List<Section> more = new ArrayList<>(sections);
    more.add(section);
    return new Answer(command, facts, more, coverage, notes, charts);
  }

  public Answer withNotes(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new Answer(command, facts, sections, coverage, all, charts);
  }

  public Answer withCharts(List<Chart> drawn) {
    return new Answer(command, facts, sections, coverage, notes, drawn);
  }

  /** The value of a fact by its name, {@code null} where it is missing. */
  public @Nullable Object fact(String name) {
    for (Fact fact : facts) {
      if (fact.column().name().equals(name)) {
        return fact.value();
      }
    }
    throw new IllegalArgumentException("answer " + command + " has no fact " + name);
  }

  /** The section of that name. */
  public Section section(String name) {
    for (Section section : sections) {
      if (section.name().equals(name)) {
        return section;
      }
    }
    throw new IllegalArgumentException("answer " + command + " has no section " + name);
  }
}
