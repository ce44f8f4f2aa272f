/**
 * Funnels over user-level events. One ordered stream of the events comes out of the engine and is
 * folded user by user; {@link dev.sluice.analysis.funnel.events.Rule} says what an attempt is.
 */
@NullMarked
package dev.sluice.analysis.funnel.events;

import org.jspecify.annotations.NullMarked;
