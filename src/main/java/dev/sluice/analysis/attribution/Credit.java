package dev.sluice.analysis.attribution;

import org.jspecify.annotations.Nullable;

/**
 * What one channel or layer gets, unrounded.
 *
 * @param channel its name
 * @param conversions its share of the conversions
 * @param value its share of their value
 * @param removalEffect by what fraction conversions would fall without it; only of a Markov chain
 */
record Credit(String channel, double conversions, double value, @Nullable Double removalEffect) {}
