package dev.sluice.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one JSON object: {@code schema}, the facts, the sections, {@code coverage} where
 * there is one, {@code notes}. Missing is {@code null}, money a string that keeps its scale, a rate
 * a fraction.
 */
final class JsonObject {
  private static final Separators SEPARATORS =
      Separators.createDefaultInstance()
          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
          .withObjectEmptySeparator("")
          .withArrayEmptySeparator("");

  /** For lists of plain values, which read best in one line. */
  private static final PrettyPrinter IN_ONE_LINE =
      new DefaultPrettyPrinter(SEPARATORS.withArrayValueSpacing(Separators.Spacing.AFTER))
          .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter());

  private final JsonGenerator json;
  private final PrettyPrinter indented;

  private JsonObject(JsonGenerator json) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    this.json = json;
    this.indented =
        new DefaultPrettyPrinter(SEPARATORS)
            .withArrayIndenter(indenter)
            .withObjectIndenter(indenter);
    json.setPrettyPrinter(indented);
  }

  /** A column's place in an object: a value, or an object of the columns that share a prefix. */
  private sealed interface Field {
    String name();

    record Value(String name, Kind kind, int at) implements Field {}

    record Nest(String name, List<Field> fields) implements Field {}
  }

  /**
   * A section and the objects that its rows make.
   *
   * @param outer the object of a row, or of a group of rows
   * @param inner the objects within it; empty unless the section is nested
   */
  private record Body(Section section, List<Field> outer, List<Field> inner) {
    static Body of(Section section) {
      List<Column> columns = section.columns();
      int keys =
          section.shape() instanceof Section.Shape.Nested nested ? nested.keys() : columns.size();
      return new Body(
          section,
          fields(columns.subList(0, keys), 0),
          fields(columns.subList(keys, columns.size()), keys));
    }
  }

  static void write(Answer answer, Writer out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      new JsonObject(json).write(answer);
    }
    out.write('\n');
  }

  private void write(Answer answer) throws IOException {
    // All of them before the first byte: a refusal must not leave half an object behind.
    List<Field> facts = fields(answer.facts().stream().map(Answer.Fact::column).toList(), 0);
    List<Body> bodies = answer.sections().stream().map(Body::of).toList();
    json.writeStartObject();
    json.writeStringField("schema", "sluice." + answer.command() + "/1");
    values(facts, answer.facts().stream().<@Nullable Object>map(Answer.Fact::value).toList());
    for (Body body : bodies) {
      json.writeFieldName(body.section().name());
      write(body);
    }
    Answer.Coverage coverage = answer.coverage();
    if (coverage != null) {
      json.writeFieldName("coverage");
      write(coverage);
    }
    json.writeFieldName("notes");
    texts(answer.notes(), indented);
    json.writeEndObject();
  }

  private void write(Body body) throws IOException {
    List<List<@Nullable Object>> rows = body.section().rows();
    if (body.section().shape() instanceof Section.Shape.Single) {
      object(body.outer(), rows.get(0));
    } else if (body.section().shape() instanceof Section.Shape.Nested shape) {
      nested(body, shape);
    } else if (body.section().shape() instanceof Section.Shape.Keyed) {
      keyed(body.section());
    } else {
      rows(body.outer(), rows);
    }
  }

  private void nested(Body body, Section.Shape.Nested shape) throws IOException {
    List<List<@Nullable Object>> rows = body.section().rows();
    json.writeStartArray();
    for (int from = 0; from < rows.size(); ) {
      List<@Nullable Object> keys = rows.get(from).subList(0, shape.keys());
      int to = from + 1;
      while (to < rows.size() && rows.get(to).subList(0, shape.keys()).equals(keys)) {
        to++;
      }
      json.writeStartObject();
      values(body.outer(), rows.get(from));
      json.writeFieldName(shape.inner());
      rows(body.inner(), rows.subList(from, to));
      json.writeEndObject();
      from = to;
    }
    json.writeEndArray();
  }

  private void keyed(Section section) throws IOException {
    Kind kind = section.columns().get(1).kind();
    json.writeStartObject();
    for (List<@Nullable Object> row : section.rows()) {
      json.writeFieldName(String.valueOf(row.get(0)));
      value(kind, row.get(1));
    }
    json.writeEndObject();
  }

  private void rows(List<Field> fields, List<List<@Nullable Object>> rows) throws IOException {
    json.writeStartArray();
    for (List<@Nullable Object> row : rows) {
      object(fields, row);
    }
    json.writeEndArray();
  }

  private void object(List<Field> fields, List<@Nullable Object> row) throws IOException {
    json.writeStartObject();
    values(fields, row);
    json.writeEndObject();
  }

  private void values(List<Field> fields, List<@Nullable Object> row) throws IOException {
    for (Field field : fields) {
      json.writeFieldName(field.name());
      if (field instanceof Field.Nest nest) {
        object(nest.fields(), row);
      } else if (field instanceof Field.Value value) {
        value(value.kind(), row.get(value.at()));
      }
    }
  }

  private void value(Kind kind, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (kind) {
      case TEXT, TERM, SENTENCE, ID, MONEY, INSTANT, DATE ->
          json.writeString(Plain.text(kind, value));
      case COUNT, NUMBER, RATE -> json.writeNumber(Plain.text(kind, value));
      case FLAG -> json.writeBoolean((Boolean) value);
      case TEXTS -> texts(Plain.texts(value), IN_ONE_LINE);
      case RATES -> rates(Plain.numbers(value));
      case FIGURE -> {
        Figure figure = (Figure) value;
        value(figure.kind(), figure.value());
      }
    }
  }

  private void texts(List<? extends @Nullable String> items, PrettyPrinter printer)
      throws IOException {
    json.setPrettyPrinter(printer);
    json.writeStartArray();
    for (String item : items) {
      json.writeString(item);
    }
    json.writeEndArray();
    json.setPrettyPrinter(indented);
  }

  private void rates(List<@Nullable String> items) throws IOException {
    json.setPrettyPrinter(IN_ONE_LINE);
    json.writeStartArray();
    for (String item : items) {
      if (item == null) {
        json.writeNull();
      } else {
        json.writeNumber(item);
      }
    }
    json.writeEndArray();
    json.setPrettyPrinter(indented);
  }

  private void write(Answer.Coverage coverage) throws IOException {
    json.writeStartObject();
    json.writeFieldName("missing");
    texts(coverage.missing(), IN_ONE_LINE);
    json.writeFieldName("parts");
    json.writeStartArray();
    for (Answer.Part part : coverage.rows()) {
      json.writeStartObject();
      json.writeStringField("column", part.column());
      json.writeNumberField("known", part.known());
      json.writeNumberField("of", part.of());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The object that {@code columns} make; the first of them is cell {@code at} of a row. */
  private static List<Field> fields(List<Column> columns, int at) {
    return fields(columns, at, 0);
  }

  /** The same below a prefix of {@code skip} characters that all {@code columns} share. */
  private static List<Field> fields(List<Column> columns, int at, int skip) {
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int from = 0; from < columns.size(); ) {
      Column column = columns.get(from);
      String rest = column.name().substring(skip);
      int to = from + 1;
      Field field;
      if (ColumnNames.nests(rest)) {
        String prefix = column.name().substring(0, skip + rest.indexOf('.') + 1);
        while (to < columns.size() && columns.get(to).name().startsWith(prefix)) {
          to++;
        }
        field =
            new Field.Nest(
                rest.substring(0, rest.indexOf('.')),
                fields(columns.subList(from, to), at + from, prefix.length()));
      } else {
        field = new Field.Value(rest, column.kind(), at + from);
      }
      // Only the SQL of a user can get here; JSON with a name twice loses one of the two.
      if (!names.add(field.name())) {
        throw Refusal.usage(
            "two columns of the answer are named " + field.name(),
            "name them apart: SELECT … AS another_name");
      }
      fields.add(field);
      from = to;
    }
    return fields;
  }
}
