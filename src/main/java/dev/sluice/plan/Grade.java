package dev.sluice.plan;

/** How far a figure can be trusted, the most first. */
public enum Grade {
  /** The platform's own definition or the user's own data. */
  A,
  /** A practitioner's code or template. */
  B,
  /** A blog or a vendor's page. */
  C,
  /** Inferred. */
  I
}
