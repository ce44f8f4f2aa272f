package dev.sluice.exports.read;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes header cells that mean the same read the same. */
public final class HeaderFold {
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}\\s]+");
  private static final Pattern DASH = Pattern.compile("[\u2010-\u2015\u2212]");
  private static final Pattern ORNAMENT = Pattern.compile("^\\*+|[*:]+$");

  private HeaderFold() {}

  /**
   * Folds a header: full width to half width (NFKC), lower case, every dash to {@code -}; without
   * white space, control and zero-width characters, asterisks around it, a colon after it. 帐 is how
   * some platforms spell 账. Folding twice changes nothing more.
   */
  public static String fold(String header) {
    String folded = Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    folded = NO_TEXT.matcher(folded).replaceAll("");
    folded = DASH.matcher(folded).replaceAll("-").replace('帐', '账');
    return ORNAMENT.matcher(folded).replaceAll("");
  }
}
