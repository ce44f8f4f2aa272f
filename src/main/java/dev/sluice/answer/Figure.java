package dev.sluice.answer;

/**
 * A number that says itself what it is, for columns whose rows are of unlike metrics.
 *
 * @param kind COUNT, NUMBER, RATE or MONEY; the currency of money stands in the column {@code
 *     currency} of the same row
 * @param value of the type that {@link Kind} gives for it
 */
public record Figure(Kind kind, Object value) {}
