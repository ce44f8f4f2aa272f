package dev.sluice.cli;

import dev.sluice.answer.Progress;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * A line of a terminal that shows how far the work has come. It comes when the work takes longer
 * than a second, and is gone when all is done.
 */
final class ProgressLine implements Progress {
  private static final long A_SECOND = 1_000_000_000L;
  private static final int BAR = 20;
  private static final String CLEARED = "\r\u001b[2K";
  // A line that wrapped could not be cleared: what does not fit is cut off.
  private static final String CUT = "\u001b[?7l";
  private static final String WRAPPED = "\u001b[?7h";

  private final PrintWriter err;
  private final LongSupplier nanos;
  private final long begun;

  /**
   * Begins now.
   *
   * @param nanos the clock, in nanoseconds
   */
  ProgressLine(PrintWriter err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  @Override
  public void at(int done, int of, String now) {
    if (nanos.getAsLong() - begun <= A_SECOND) {
      return;
    }
    err.print(CLEARED);
    if (!now.isEmpty()) {
      int filled = of == 0 ? 0 : BAR * done / of;
      String bar = "#".repeat(filled) + "-".repeat(BAR - filled);
      err.print(CUT + "[" + bar + "] " + done + "/" + of + " " + now + WRAPPED);
    }
    err.flush();
  }
}
