package dev.sluice.plan;

import org.jspecify.annotations.Nullable;

/**
 * A sentence that hurries the buyer: so few are left, or so little time. At least one of the two is
 * stated.
 *
 * @param path where it stands in the file, such as {@code products[0].claims[1]}
 * @param text what is said
 * @param units how many it says there are
 * @param until when it says that the offer ends
 */
public record Claim(String path, String text, @Nullable Long units, @Nullable When until) {}
