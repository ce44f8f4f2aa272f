package dev.sluice.plan.learning;

/**
 * A past layer and how much of it still holds.
 *
 * @param weight 1 of the newest broadcast, half of that ten broadcasts earlier
 */
record Observation(PastLayer layer, double weight) {}
