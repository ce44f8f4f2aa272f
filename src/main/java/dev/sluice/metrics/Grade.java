package dev.sluice.metrics;

/** How far a source can be trusted. C and I are assumptions and must be shown as such. */
public enum Grade {
  /** The platform's own definition. */
  A,
  /** The code, template or operating procedure of practitioners. */
  B,
  /** A blog or a vendor's page, not verified. */
  C,
  /** Inferred by us. */
  I
}
