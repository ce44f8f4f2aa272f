/** What the workspace remembers of plans and of past broadcasts: freezing, comparing, learning. */
@NullMarked
package dev.sluice.analysis.history;

import org.jspecify.annotations.NullMarked;
