package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workspace into which the tests of a class import files, and which each of them finds empty. */
final class ImportingWorkspace implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final Path folder;
  private final Workspace workspace;
  private final List<String> tables;
  // The catalogue is loaded once for the same terms.
  private final Map<Imports.Terms, Imports> imports = new HashMap<>();

  ImportingWorkspace(Path folder) {
    this.folder = folder;
    this.workspace = Workspace.write(folder.resolve("w.duckdb"), Engine.standard());
    this.tables =
        workspace
            .query(
                "tables",
                Sql.composed(
                    "tables",
                    "SELECT table_name FROM duckdb_tables() WHERE database_name ="
                        + " current_database() AND schema_name = 'main' AND table_name <>"
                        + " 'schema_version' ORDER BY table_name"))
            .rows()
            .stream()
            .map(row -> String.valueOf(row.get(0)))
            .toList();
  }

  Workspace workspace() {
    return workspace;
  }

  /** As if it had just been made. */
  void empty() {
    tables.forEach(table -> workspace.execute("DELETE FROM " + Sql.quote(table)));
    try {
      Files.deleteIfExists(IdentityKey.file(workspace.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a user says who says nothing but the shop. */
  static Imports.Terms silent(@Nullable String shop) {
    return terms(shop, null, null);
  }

  static Imports.Terms terms(
      @Nullable String shop, @Nullable String zone, @Nullable String currency) {
    return new Imports.Terms(
        null,
        shop,
        zone == null ? null : ZoneId.of(zone),
        currency,
        null,
        null,
        null,
        false,
        false,
        NOW);
  }

  Imports imports(Imports.Terms terms) {
    return imports.computeIfAbsent(terms, each -> new Imports(workspace, each));
  }

  Receipt load(String name, byte[] bytes, Imports.Terms terms) {
    try {
      return load(Files.write(folder.resolve(name), bytes), name, terms);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Imports a file of one report. */
  Receipt load(Path file, String name, Imports.Terms terms) {
    List<Receipt> receipts = imports(terms).file(file, name);
    assertThat(receipts).hasSize(1);
    return receipts.get(0);
  }

  Receipt load(String name, String text, Imports.Terms terms) {
    return load(name, text.getBytes(StandardCharsets.UTF_8), terms);
  }

  /** The rows of a question, cells joined by a bar, a line each. */
  String ask(String sql) {
    StringBuilder lines = new StringBuilder();
    for (List<@Nullable Object> row : workspace.query("q", Sql.composed("q", sql)).rows()) {
      lines.append(String.join("|", row.stream().map(String::valueOf).toList())).append('\n');
    }
    return lines.toString();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
