package dev.sluice.answer;

/**
 * One column of a {@link Section}.
 *
 * @param name the published name, in snake case. A dot nests it in JSON: {@code rows.read} becomes
 *     {@code "rows":{"read":…}}
 * @param kind what its cells hold
 * @param place whether people see it
 */
public record Column(String name, Kind kind, Place place) {

  /** Which tables hold a column; what programs read holds them all. */
  public enum Place {
    EVERYWHERE,
    /** Left out of a table that would be too wide for the terminal. */
    WIDE,
    /** For programs only: left out of every table that people read. */
    DETAIL
  }

  public Column(String name, Kind kind) {
    this(name, kind, Place.EVERYWHERE);
  }

  /** The same column, for programs only. */
  public Column asDetail() {
    return new Column(name, kind, Place.DETAIL);
  }

  /** The same column, shown where the table has room for it. */
  public Column whereWide() {
    return new Column(name, kind, Place.WIDE);
  }

  public boolean detail() {
    return place == Place.DETAIL;
  }

  public static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }

  public static Column term(String name) {
    return new Column(name, Kind.TERM);
  }

  public static Column sentence(String name) {
    return new Column(name, Kind.SENTENCE);
  }

  public static Column id(String name) {
    return new Column(name, Kind.ID);
  }

  public static Column count(String name) {
    return new Column(name, Kind.COUNT);
  }

  public static Column number(String name) {
    return new Column(name, Kind.NUMBER);
  }

  public static Column rate(String name) {
    return new Column(name, Kind.RATE);
  }

  public static Column money(String name) {
    return new Column(name, Kind.MONEY);
  }

  public static Column instant(String name) {
    return new Column(name, Kind.INSTANT);
  }

  public static Column date(String name) {
    return new Column(name, Kind.DATE);
  }

  public static Column flag(String name) {
    return new Column(name, Kind.FLAG);
  }

  public static Column texts(String name) {
    return new Column(name, Kind.TEXTS);
  }

  public static Column rates(String name) {
    return new Column(name, Kind.RATES);
  }

  public static Column figure(String name) {
    return new Column(name, Kind.FIGURE);
  }
}
