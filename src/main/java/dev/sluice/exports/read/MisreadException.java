package dev.sluice.exports.read;

/** The beginning of a text promised UTF-8, and the rest broke it: what was read so far is wrong. */
public final class MisreadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MisreadException() {
    super("the text is not in the encoding that its beginning tells", null, false, false);
  }
}
