package dev.sluice.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A statement kept as a resource beside the class that asks it: one question a file. Parameters are
 * numbered, {@code $1 … $n}, and may be repeated.
 *
 * @param name the resource, for error messages
 * @param text the statement
 */
public record Sql(String name, String text) {

  /** Loads {@code file} from the package of {@code beside}. */
  public static Sql of(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + file + " beside " + beside.getName());
      }
      return new Sql(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A statement that was composed, its identifiers from our own catalogue and never from data. */
  public static Sql composed(String name, String text) {
    return new Sql(name, text);
  }

  /** An identifier, quoted. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text literal, quoted. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
