package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as people read them: thousands apart, rates in percent, half of a digit rounded up. */
final class Legible {
  /** What stands for a missing value: not 0, and not a hyphen that looks like a minus. */
  static final String MISSING = "–";

  /** Decimals beyond which a small number is only said to be small. */
  private static final int MOST_DECIMALS = 6;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private Legible() {}

  /** Whether the kind is set to the right, so that digits stand under digits. */
  static boolean isNumeric(Kind kind) {
    return switch (kind) {
      case COUNT, NUMBER, RATE, MONEY, RATES, FIGURE -> true;
      case TEXT, TERM, SENTENCE, ID, INSTANT, DATE, FLAG, TEXTS -> false;
    };
  }

  /**
   * The cells of one column; missing ones stay {@code null}. The numbers of a column get the same
   * decimals: two at most, more only where a small one would read as 0.
   */
  static List<@Nullable String> column(
      Kind kind, List<? extends @Nullable Object> cells, Layout.Language language) {
    if (kind == Kind.FIGURE) {
      return cells.stream().<@Nullable String>map(cell -> value(kind, cell, language)).toList();
    }
    int decimals = 0;
    for (Object cell : cells) {
      if (cell != null) {
        decimals = Math.max(decimals, decimals(kind, cell));
      }
    }
    List<@Nullable String> texts = new ArrayList<>(cells.size());
    for (Object cell : cells) {
      texts.add(cell == null ? null : text(kind, cell, decimals, language));
    }
    return texts;
  }

  /** One value by itself. */
  static @Nullable String value(Kind kind, @Nullable Object value, Layout.Language language) {
    return value == null ? null : text(kind, value, decimals(kind, value), language);
  }

  /** What an answer does not know, in sentences. */
  static List<String> coverage(Answer.Coverage coverage, Layout.Language language) {
    List<String> sentences = new ArrayList<>();
    if (!coverage.rows().isEmpty()) {
      sentences.add(
          coverage.rows().stream()
              .map(
                  part -> {
                    String column = ColumnNames.label(part.column(), language);
                    String known = grouped(String.valueOf(part.known()));
                    String of = grouped(String.valueOf(part.of()));
                    return switch (language) {
                      case EN -> column + " known for " + known + " of " + of;
                      case ZH -> column + "已知 " + known + "/" + of;
                    };
                  })
              .collect(
                  Collectors.joining(
                      switch (language) {
                        case EN -> ", ";
                        case ZH -> "，";
                      },
                      heading("coverage", language),
                      "")));
    }
    if (!coverage.missing().isEmpty()) {
      String missing = labels(coverage.missing(), language);
      sentences.add(
          heading("coverage", language)
              + switch (language) {
                case EN -> "no data for " + missing;
                case ZH -> "缺少 " + missing;
              });
    }
    return sentences;
  }

  /** What stands before the rest of a line. */
  static String heading(String name, Layout.Language language) {
    return ColumnNames.label(name, language)
        + switch (language) {
          case EN -> ": ";
          case ZH -> "：";
        };
  }

  static String labels(List<String> names, Layout.Language language) {
    return names.stream()
        .map(name -> ColumnNames.label(name, language))
        .collect(
            Collectors.joining(
                switch (language) {
                  case EN -> ", ";
                  case ZH -> "、";
                }));
  }

  private static String text(Kind kind, Object value, int decimals, Layout.Language language) {
    return switch (kind) {
      case TERM -> ColumnNames.label(value.toString(), language);
      case TEXT, SENTENCE, ID, DATE -> value.toString();
      case FIGURE -> {
        Figure figure = (Figure) value;
        yield text(figure.kind(), figure.value(), decimals, language);
      }
      case COUNT -> grouped(value.toString());
      case NUMBER -> rounded((BigDecimal) value, decimals);
      case RATE -> percent((BigDecimal) value, decimals);
      case MONEY -> grouped(((BigDecimal) value).setScale(2, RoundingMode.HALF_UP).toPlainString());
      case INSTANT -> MINUTE.format((OffsetDateTime) value);
      case FLAG -> ColumnNames.label((Boolean) value ? "yes" : "no", language);
      case TEXTS ->
          Plain.items(value).stream().map(String::valueOf).collect(Collectors.joining(", "));
      case RATES ->
          Plain.items(value).stream()
              .map(item -> item == null ? MISSING : percent((BigDecimal) item, decimals))
              .collect(Collectors.joining(", "));
    };
  }

  private static int decimals(Kind kind, Object value) {
    return switch (kind) {
      case NUMBER -> decimals((BigDecimal) value);
      case RATE -> Math.max(2, decimals(((BigDecimal) value).movePointRight(2)));
      case RATES ->
          Plain.items(value).stream()
              .mapToInt(item -> item == null ? 2 : decimals(Kind.RATE, item))
              .max()
              .orElse(2);
      case FIGURE -> {
        Figure figure = (Figure) value;
        yield decimals(figure.kind(), figure.value());
      }
      case TEXT, TERM, SENTENCE, ID, COUNT, MONEY, INSTANT, DATE, FLAG, TEXTS -> 0;
    };
  }

  /** Two at most from 0.1 on; below, what two significant digits take. */
  private static int decimals(BigDecimal value) {
    BigDecimal exact = value.stripTrailingZeros();
    if (exact.scale() <= 2) {
      return Math.max(0, exact.scale());
    }
    int first = exact.scale() - exact.precision() + 1;
    return first <= 1 ? 2 : Math.min(MOST_DECIMALS, Math.min(exact.scale(), first + 1));
  }

  private static String percent(BigDecimal fraction, int decimals) {
    return rounded(fraction.movePointRight(2), decimals) + " %";
  }

  private static String rounded(BigDecimal value, int decimals) {
    BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
    if (rounded.signum() == 0 && value.signum() != 0) {
      BigDecimal least = BigDecimal.ONE.movePointLeft(decimals);
      return value.signum() > 0
          ? "<" + least.toPlainString()
          : ">" + least.negate().toPlainString();
    }
    return grouped(rounded.toPlainString());
  }

  /** A comma between thousands, whatever the locale. */
  private static String grouped(String number) {
    int point = number.indexOf('.');
    StringBuilder text = new StringBuilder(number);
    int first = number.startsWith("-") ? 1 : 0;
    for (int i = (point < 0 ? number.length() : point) - 3; i > first; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }
}
