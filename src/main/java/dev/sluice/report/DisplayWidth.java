package dev.sluice.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many columns of a terminal a text takes: East Asian wide and full-width characters and emoji
 * two, combining marks and joiners none, the rest one. The wide ranges are those of Unicode 14's
 * EastAsianWidth.txt (W and F), widened over code points that are not assigned yet.
 */
final class DisplayWidth {
  private static final char ELLIPSIS = '…';

  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_PRESENTATION = 0xFE0F;
  private static final int FIRST_SKIN_TONE = 0x1F3FB;
  private static final int LAST_SKIN_TONE = 0x1F3FF;

  // First and last of each range, in order.
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0,
    0x23F3, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F,
    0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5,
    0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5,
    0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728,
    0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
    0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0x4DBF, 0x4E00, 0xA4C6, 0xA960, 0xA97C,
    0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60,
    0xFFE0, 0xFFE6, 0x16FE0, 0x1B2FB, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E,
    0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393,
    0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E,
    0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567,
    0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5,
    0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC,
    0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF,
    0x20000, 0x3FFFD
  };

  /** The columns seen so far: what a character adds depends on the ones before it. */
  private int total;

  /** The columns of the last visible character, which marks and joined emoji share. */
  private int shown;

  private boolean joined;

  private DisplayWidth() {}

  /** The columns that {@code text} takes. */
  static int of(String text) {
    DisplayWidth width = new DisplayWidth();
    text.codePoints().forEach(width::add);
    return width.total;
  }

  /** The text, cut to at most {@code columns}; one that was cut ends in an ellipsis. */
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    return text.substring(0, fitting(text, columns - 1)) + ELLIPSIS;
  }

  /**
   * The text in lines of at most {@code columns}, broken at spaces where there are some. A line
   * must have room for a wide character.
   */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (of(rest) > columns) {
      int end = fitting(rest, columns);
      int space = rest.lastIndexOf(' ', end);
      // Chinese has few spaces: one near the start of the line is no place to break it.
      if (space > end / 2) {
        lines.add(rest.substring(0, space));
        rest = rest.substring(space + 1);
      } else {
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
    }
    lines.add(rest);
    return lines;
  }

  /** How many chars of {@code text}, from its start, fit into {@code columns}. */
  private static int fitting(String text, int columns) {
    DisplayWidth width = new DisplayWidth();
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      width.add(c);
      if (width.total > columns) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private void add(int c) {
    int own = of(c);
    if (c == EMOJI_PRESENTATION && shown == 1) {
      total++;
      shown = 2;
    } else if (own > 0 && !(shown == 2 && (joined || isSkinTone(c)))) {
      total += own;
      shown = own;
    }
    joined = c == ZERO_WIDTH_JOINER;
  }

  private static boolean isSkinTone(int c) {
    return c >= FIRST_SKIN_TONE && c <= LAST_SKIN_TONE;
  }

  private static int of(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    boolean mark =
        type == Character.NON_SPACING_MARK
            || type == Character.ENCLOSING_MARK
            || type == Character.FORMAT;
    // Hangul vowels and finals join the syllable before them.
    if (mark || (c >= 0x1160 && c <= 0x11FF)) {
      return 0;
    }
    int at = Arrays.binarySearch(WIDE, c);
    // Not found between the first (even) and the last (odd) of a range means inside it.
    boolean wide = at >= 0 || (-at - 1) % 2 == 1;
    return wide ? 2 : 1;
  }
}
