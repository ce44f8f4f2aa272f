package dev.sluice.exports;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Progress;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.exports.read.Archive;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An import of files, folders and standard input, and the answer about it. One bad file does not
 * stop the others.
 */
public final class ImportRun {
  private static final Set<String> ENDINGS = Set.of("csv", "tsv", "txt", "xls", "xlsx", "parquet");
  private static final String ARCHIVE = "zip";

  private final InputStream stdin;
  private final Supplier<Workspace> workspace;
  private final Imports.Terms terms;
  private final Consumer<String> talk;
  private final Progress progress;
  private final Set<Refusal.Cause> refusals = EnumSet.noneOf(Refusal.Cause.class);

  /**
   * A run to be.
   *
   * @param stdin what {@code -} stands for
   * @param workspace opens the workspace, when there is something to import
   * @param terms what the user says of the files
   * @param talk takes a line for people: files passed over, refusals
   * @param progress is told of each file
   */
  public ImportRun(
      InputStream stdin,
      Supplier<Workspace> workspace,
      Imports.Terms terms,
      Consumer<String> talk,
      Progress progress) {
    this.stdin = stdin;
    this.workspace = workspace;
    this.terms = terms;
    this.talk = talk;
    this.progress = progress;
  }

  /** Of what kinds the refusals of files were; empty when all were accepted. */
  public Set<Refusal.Cause> refusals() {
    return refusals;
  }

  /** Imports what the paths name, in their order; the files of a folder in that of their names. */
  public Answer of(List<Path> inputs) {
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      files.addAll(expand(input));
    }
    if (files.isEmpty()) {
      throw Refusal.usage(
          "there is no file to import in "
              + String.join(", ", inputs.stream().map(Path::toString).toList()),
          "folders are searched for files that end in "
              + endings(Stream.concat(ENDINGS.stream(), Stream.of(ARCHIVE))));
    }
    List<Receipt> receipts = new ArrayList<>();
    Path made = null;
    try (Workspace open = workspace.get()) {
      made = open.fresh() ? open.file() : null;
      Imports imports = new Imports(open, terms);
      int done = 0;
      for (Path file : files) {
        int before = done;
        progress.at(before, files.size(), file.toString());
        receipts.addAll(
            receive(
                imports,
                file,
                rows ->
                    progress.at(
                        before,
                        files.size(),
                        String.format(Locale.ROOT, "%s, %,d rows", file, rows))));
        done++;
      }
      progress.at(files.size(), files.size(), "");
    } finally {
      boolean kept = !terms.dryRun() && receipts.stream().anyMatch(ImportRun::entered);
      if (made != null && !kept) {
        // Nothing came in: there was no workspace before, so there is none after.
        remove(made);
        remove(IdentityKey.file(made));
      }
    }
    return answer(receipts);
  }

  private static boolean entered(Receipt receipt) {
    return receipt.status() != Receipt.Status.REFUSED;
  }

  private List<Receipt> receive(Imports imports, Path file, LongConsumer read) {
    if (!file.toString().equals("-")) {
      return receive(imports, file, String.valueOf(file.getFileName()), read);
    }
    Path copy = null;
    try {
      copy = Files.createTempFile("sluice-stdin", null);
      Files.copy(stdin, copy, StandardCopyOption.REPLACE_EXISTING);
      return receive(imports, copy, "<stdin>", read);
    } catch (IOException e) {
      throw Refusal.failed("cannot read stdin", null, e);
    } finally {
      remove(copy);
    }
  }

  /** An archive is a folder whose files come one after the other. */
  private List<Receipt> receive(Imports imports, Path file, String name, LongConsumer read) {
    Archive archive;
    try {
      archive = Archive.open(file, name);
    } catch (Refusal refusal) {
      return List.of(Receipt.refused(name, null, refusal));
    }
    if (archive == null) {
      return imports.file(file, name, read);
    }
    List<Receipt> receipts = new ArrayList<>();
    for (String each : exports(archive, name)) {
      receipts.addAll(unpacked(imports, archive, each, name + "/" + each, read));
    }
    if (receipts.isEmpty()) {
      receipts.add(
          Receipt.refused(
              name,
              null,
              Refusal.input(
                  name + " is a zip archive without a file to import",
                  "archives are searched for files that end in " + endings(ENDINGS.stream()))));
    }
    return receipts;
  }

  private List<Receipt> unpacked(
      Imports imports, Archive archive, String file, String name, LongConsumer read) {
    Path copy = null;
    try {
      copy = Files.createTempFile("sluice-unzip", null);
      try {
        archive.unpack(file, copy);
      } catch (Refusal refusal) {
        return List.of(Receipt.refused(name, null, refusal));
      }
      return imports.file(copy, name, read);
    } catch (IOException e) {
      throw Refusal.failed("cannot unpack " + name, null, e);
    } finally {
      remove(copy);
    }
  }

  private List<String> exports(Archive archive, String name) {
    List<String> shown =
        archive.files().stream()
            .filter(file -> Arrays.stream(file.split("/")).noneMatch(ImportRun::isHidden))
            .toList();
    List<String> exports = shown.stream().filter(file -> ENDINGS.contains(ending(file))).toList();
    passedOver(shown.size() - exports.size(), name);
    return exports;
  }

  private void passedOver(int others, String where) {
    if (others > 0) {
      talk.accept("passed over " + others + " other files in " + where);
    }
  }

  private void remove(@Nullable Path copy) {
    if (copy != null) {
      try {
        Files.deleteIfExists(copy);
      } catch (IOException e) {
        talk.accept("left behind " + copy);
      }
    }
  }

  private List<Path> expand(Path input) {
    if (input.toString().equals("-")) {
      return List.of(input);
    }
    if (!Files.exists(input)) {
      throw Refusal.usage("there is no file " + input, null);
    }
    if (!Files.isDirectory(input)) {
      return List.of(input);
    }
    // A link that is named is followed; links within it are not, which could lead in a circle.
    Path start = Files.isSymbolicLink(input) ? input.resolve(".") : input;
    try (Stream<Path> walk = Files.walk(start)) {
      List<Path> all =
          walk.filter(Files::isRegularFile)
              .map(file -> input.resolve(start.relativize(file)))
              .filter(file -> !isHidden(String.valueOf(file.getFileName())))
              .sorted()
              .toList();
      List<Path> exports = all.stream().filter(ImportRun::looksLikeExport).toList();
      passedOver(all.size() - exports.size(), input.toString());
      return exports;
    } catch (IOException e) {
      throw Refusal.failed("cannot read the folder " + input, null, e);
    }
  }

  /** Hidden files, and those that a spreadsheet program or an archiver keeps beside others. */
  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("~$") || name.equals("__MACOSX");
  }

  /** In a folder, where nobody chose the file, its ending says whether to look into it at all. */
  private static boolean looksLikeExport(Path file) {
    String ending = ending(String.valueOf(file.getFileName()));
    return ENDINGS.contains(ending) || ending.equals(ARCHIVE);
  }

  private static String ending(String file) {
    return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String endings(Stream<String> endings) {
    return endings.sorted().collect(Collectors.joining(", "));
  }

  private Answer answer(List<Receipt> receipts) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Receipt receipt : receipts) {
      if (receipt.cause() != null) {
        refusals.add(receipt.cause());
        talk.accept("error: " + receipt.reason());
        if (receipt.hint() != null) {
          talk.accept("hint: " + receipt.hint());
        }
      }
      receipt.warnings().forEach(warning -> talk.accept(receipt.file() + ": " + warning));
      rows.add(row(receipt));
    }
    Answer answer =
        Answer.of(
            "import",
            Section.rows(
                "files",
                List.of(
                    Column.text("file"),
                    Column.text("report"),
                    Column.id("sha256").asDetail(),
                    Column.text("status"),
                    Column.text("encoding").asDetail(),
                    Column.count("header_row").asDetail(),
                    Column.count("rows.read"),
                    Column.count("rows.loaded"),
                    Column.count("rows.rejected"),
                    Column.count("rows.skipped"),
                    Column.date("period.from").asDetail(),
                    Column.date("period.to").asDetail(),
                    Column.texts("columns.unknown").asDetail(),
                    Column.texts("columns.missing").asDetail(),
                    Column.texts("warnings").asDetail(),
                    Column.sentence("reason").asDetail(),
                    Column.text("hint").asDetail()),
                rows));
    return terms.dryRun() ? answer.withNotes(List.of("dry run: nothing was changed")) : answer;
  }

  private static List<@Nullable Object> row(Receipt receipt) {
    return Arrays.asList(
        receipt.file(),
        receipt.report(),
        receipt.sha256(),
        receipt.status().name().toLowerCase(Locale.ROOT),
        receipt.encoding(),
        receipt.headerRow(),
        receipt.read(),
        receipt.loaded(),
        receipt.rejected(),
        receipt.skipped(),
        receipt.from(),
        receipt.to(),
        receipt.unknown(),
        receipt.missing(),
        receipt.warnings(),
        receipt.reason(),
        receipt.hint());
  }
}
