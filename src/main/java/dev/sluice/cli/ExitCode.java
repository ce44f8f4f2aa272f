package dev.sluice.cli;

import dev.sluice.answer.Refusal;

/** The exit codes that scripts rely on. */
public enum ExitCode {
  /** Done. */
  OK(0),
  /** An I/O or engine error. */
  FAILED(1),
  /** A bad option or argument. */
  USAGE(2),
  /** A check did not hold. */
  CHECK(3),
  /** Input not accepted. */
  INPUT(4),
  /** The workspace is in use by another process. */
  BUSY(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static ExitCode of(Refusal refusal) {
    return switch (refusal.category()) {
      case FAILED -> FAILED;
      case USAGE -> USAGE;
      case CHECK -> CHECK;
      case INPUT -> INPUT;
      case BUSY -> BUSY;
    };
  }
}
