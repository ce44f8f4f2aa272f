/** What platforms, laws and the plan's own figures ask of a campaign, and whether it holds. */
@NullMarked
package dev.sluice.plan.rules;

import org.jspecify.annotations.NullMarked;
