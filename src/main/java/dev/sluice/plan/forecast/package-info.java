/** What a campaign may bring: seeded draws of every layer, and what the result hangs on. */
@org.jspecify.annotations.NullMarked
package dev.sluice.plan.forecast;
