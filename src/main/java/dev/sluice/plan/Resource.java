package dev.sluice.plan;

import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file that ships with the program, read by the same means as a campaign; a fault in it is a
 * bug.
 */
public final class Resource {
  private final String name;
  private final Findings findings = new Findings();
  private final Fields root;

  private Resource(String name) {
    this.name = name;
    this.root = require(Fields.read(text(name), findings));
  }

  public static Resource open(String name) {
    return new Resource(name);
  }

  /** The text of a file that ships beside this class. */
  public static String text(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Fields root() {
    return root;
  }

  /** A value that the file must have. */
  public <T> T require(@Nullable T value) {
    if (value == null) {
      throw broken();
    }
    return value;
  }

  /** Says that all has been read. */
  public void close() {
    root.close();
    if (!findings.faults().isEmpty()) {
      throw broken();
    }
  }

  private IllegalStateException broken() {
    List<String> lines = findings.faults().stream().map(fault -> fault.line(name)).toList();
    return new IllegalStateException("broken resource " + name + ": " + lines);
  }
}
