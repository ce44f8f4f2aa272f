package dev.sluice.exports.read;

import java.text.Normalizer;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes header cells that mean the same read the same. */
public final class HeaderFold {
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}\\s]+");
  private static final Pattern DASH = Pattern.compile("[\u2010-\u2015\u2212]");
  private static final Pattern ORNAMENT = Pattern.compile("^\\*+|[*:]+$");
  private static final Pattern CURRENCY =
      Pattern.compile("\\(([A-Z]{0,2}\\$|Rp|RM|[¥£€₫đ฿₱₩₹元]|[A-Z]{3})\\)$");
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private HeaderFold() {}

  /**
   * Folds a header: full width to half width (NFKC), lower case, every dash to {@code -}, every
   * apostrophe and bracket to the plain one; without white space, control and zero-width
   * characters, asterisks around it, a colon after it, and the currency in brackets at its end. 帐
   * is how some platforms spell 账. Folding twice changes nothing more.
   */
  public static String fold(String header) {
    String folded = compact(header);
    if (currency(header) != null) {
      folded = CURRENCY.matcher(folded).replaceFirst("");
    }
    return folded.toLowerCase(Locale.ROOT);
  }

  /**
   * The currency in brackets at the end of a header, as written: {@code RM} of {@code GMV (RM)}, or
   * {@code null}. In lower case it is a word: {@code Clicks (all)} is not in leks.
   */
  public static @Nullable String currency(String header) {
    Matcher sign = CURRENCY.matcher(compact(header));
    if (!sign.find()) {
      return null;
    }
    String written = sign.group(1);
    boolean code = written.length() == 3 && written.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    return code && !CODES.contains(written) ? null : written;
  }

  private static String compact(String header) {
    String compact = Normalizer.normalize(header, Normalizer.Form.NFKC);
    compact = NO_TEXT.matcher(compact).replaceAll("");
    compact = DASH.matcher(compact).replaceAll("-").replace('帐', '账');
    compact = compact.replace('\u2018', '\'').replace('\u2019', '\'');
    compact = compact.replace('【', '[').replace('】', ']');
    return ORNAMENT.matcher(compact).replaceAll("");
  }
}
