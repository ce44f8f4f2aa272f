package dev.sluice.plan.learning;

import dev.sluice.plan.LayerKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What past broadcasts teach about a layer.
 *
 * @param kind {@code null} when no campaign tells it
 * @param broadcasts past broadcasts that it took part in
 * @param rates those that were counted at least once, in the order of {@link Rate}
 * @param curve entrants over spend; {@code null} when no broadcast told both
 * @param entrants what it brings to a broadcast whatever it spends; {@code null} when no broadcast
 *     counted any
 * @param orderValue GMV / orders of the next broadcast; {@code null} when no broadcast told both
 */
public record LearnedLayer(
    String layer,
    @Nullable LayerKind kind,
    int broadcasts,
    Map<Rate, RateEstimate> rates,
    @Nullable SpendCurve curve,
    @Nullable LogStudent entrants,
    @Nullable LogStudent orderValue) {}
