package dev.sluice.samples;

/**
 * A SKU.
 *
 * @param sku what the shop's exports key their lines by: a code at home, a 19-digit id on TikTok
 * @param sellerSku the seller's own code; the same as {@code sku} at home
 * @param role traffic, hero, profit, prestige or flash
 * @param cost in cents
 * @param price in cents
 */
public record Product(
    String shop,
    String sku,
    String sellerSku,
    String product,
    String name,
    String category,
    String role,
    long cost,
    long price,
    String color,
    String size) {}
