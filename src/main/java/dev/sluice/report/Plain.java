package dev.sluice.report;

import dev.sluice.answer.Figure;
import dev.sluice.answer.Kind;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as programs read them: no separators, no exponent, no locale. */
final class Plain {
  private Plain() {}

  /**
   * A value that is there; {@code null} stays out of it, since each format marks it its own way.
   */
  static String text(Kind kind, Object value) {
    return switch (kind) {
      case TEXT, TERM, SENTENCE, ID, COUNT, DATE, FLAG -> value.toString();
      case NUMBER, RATE -> number((BigDecimal) value);
      case MONEY -> ((BigDecimal) value).toPlainString();
      case INSTANT -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format((OffsetDateTime) value);
      case TEXTS -> joined(texts(value));
      case RATES -> joined(numbers(value));
      case FIGURE -> {
        Figure figure = (Figure) value;
        yield text(figure.kind(), figure.value());
      }
    };
  }

  /** The items of a {@link Kind#TEXTS}. */
  static List<@Nullable String> texts(Object value) {
    return items(value).stream().<@Nullable String>map(Plain::string).toList();
  }

  /** The items of a {@link Kind#RATES}, each written as a number. */
  static List<@Nullable String> numbers(Object value) {
    return items(value).stream()
        .<@Nullable String>map(item -> item == null ? null : number((BigDecimal) item))
        .toList();
  }

  static List<?> items(Object value) {
    return (List<?>) value;
  }

  /** Without trailing zeros: {@code 0.1000} and {@code 0.1} are the same rate. */
  private static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String joined(List<@Nullable String> items) {
    return items.stream().map(item -> item == null ? "" : item).collect(Collectors.joining("; "));
  }

  private static @Nullable String string(@Nullable Object item) {
    return item == null ? null : item.toString();
  }
}
