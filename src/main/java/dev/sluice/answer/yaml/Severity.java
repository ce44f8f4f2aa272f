package dev.sluice.answer.yaml;

import java.util.Locale;

/** How much a {@link Fault} matters. */
public enum Severity {
  /** The file is not accepted, or a platform would not accept the broadcast. */
  ERROR,
  /** It can be done, and is probably not meant. */
  WARNING,
  /** Good to know. */
  NOTE;

  /** As it stands in files and answers. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
