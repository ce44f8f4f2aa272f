package dev.sluice.answer;

import org.jspecify.annotations.Nullable;

/**
 * What a question returns instead of an answer: a sentence that says what is wrong and where, and
 * one that says what to do. The only exception whose text a user sees.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, in the categories that scripts tell apart by exit code. */
  public enum Cause {
    /** An I/O or engine error. */
    FAILED,
    /** A bad option or argument. */
    USAGE,
    /** A check did not hold. */
    CHECK,
    /** Input that is not accepted: an unknown file, a drifted schema, a faulty campaign. */
    INPUT,
    /** The workspace is in use by another process. */
    BUSY
  }

  private final Cause category;
  private final @Nullable String hint;

  private Refusal(
      Cause category, String message, @Nullable String hint, @Nullable Throwable origin) {
    super(message, origin);
    this.category = category;
    this.hint = hint;
  }

  public static Refusal failed(String message, @Nullable String hint, @Nullable Throwable origin) {
    return new Refusal(Cause.FAILED, message, hint, origin);
  }

  public static Refusal usage(String message, @Nullable String hint) {
    return new Refusal(Cause.USAGE, message, hint, null);
  }

  public static Refusal check(String message, @Nullable String hint) {
    return new Refusal(Cause.CHECK, message, hint, null);
  }

  public static Refusal input(String message, @Nullable String hint) {
    return new Refusal(Cause.INPUT, message, hint, null);
  }

  public static Refusal input(String message, @Nullable String hint, Throwable origin) {
    return new Refusal(Cause.INPUT, message, hint, origin);
  }

  public static Refusal busy(String message, @Nullable String hint) {
    return new Refusal(Cause.BUSY, message, hint, null);
  }

  public Cause category() {
    return category;
  }

  /** What to do about it, or {@code null} when the message says it all. */
  public @Nullable String hint() {
    return hint;
  }

  /** The sentence, never {@code null}. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
