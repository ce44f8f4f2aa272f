/** The layered plan of a broadcast's traffic: numbers in, numbers out; no database, no clock. */
@NullMarked
package dev.sluice.plan;

import org.jspecify.annotations.NullMarked;
