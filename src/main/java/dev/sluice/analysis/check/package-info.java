/** What must hold of every broadcast: limits of one's own, against history, plan and baseline. */
@NullMarked
package dev.sluice.analysis.check;

import org.jspecify.annotations.NullMarked;
