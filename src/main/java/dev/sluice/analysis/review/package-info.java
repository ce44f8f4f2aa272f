/** The meeting after a broadcast on one page. */
@NullMarked
package dev.sluice.analysis.review;

import org.jspecify.annotations.NullMarked;
