package dev.sluice.plan.learning;

/**
 * What is known of a rate of a layer.
 *
 * @param broadcasts past broadcasts that counted it
 * @param successes of them all, undiscounted
 * @param trials of them all, undiscounted
 * @param leftOut broadcasts whose successes exceed their trials: no rate, and not used
 * @param mean the rate in the long run
 * @param next the rate of the next broadcast: broadcasts differ by more than chance
 * @param overdispersion correlation within a broadcast; 0 would make every trial independent
 * @param priorWeight the part of {@code mean} that is the prior's, as a fraction
 * @param prior where the prior comes from, in words
 */
public record RateEstimate(
    Rate rate,
    int broadcasts,
    long successes,
    long trials,
    int leftOut,
    Beta mean,
    Beta next,
    double overdispersion,
    double priorWeight,
    String prior) {}
