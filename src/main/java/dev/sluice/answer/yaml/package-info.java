/** YAML that people write, read with the place of every fault. */
@NullMarked
package dev.sluice.answer.yaml;

import org.jspecify.annotations.NullMarked;
