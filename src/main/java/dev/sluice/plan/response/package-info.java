/**
 * What layers answer to money, as numbers: response curves, their concave envelopes, carry-over.
 */
@NullMarked
package dev.sluice.plan.response;

import org.jspecify.annotations.NullMarked;
