package dev.sluice.plan;

import java.time.Duration;

/**
 * The time for which a host is on the air; a host can have several.
 *
 * @param path where it stands in the file, such as {@code hosts[0]}
 * @param host names the host; several shifts can share it
 * @param from elapsed time from the start of the broadcast
 * @param to the same, of its end
 */
public record Shift(String path, String host, Duration from, Duration to) {}
