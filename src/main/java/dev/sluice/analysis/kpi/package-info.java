/** The key figures of broadcasts, each as the dictionary defines it. */
@NullMarked
package dev.sluice.analysis.kpi;

import org.jspecify.annotations.NullMarked;
