package dev.sluice.cli.command;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.NativeLibrary;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code sluice doctor}: what is wrong with the installation, and what mends it. */
@CommandLine.Command(
    name = "doctor",
    description = {
      "Check Java, the engine, the workspace, disk and locale, and say what mends what is wrong.",
      "Ends with 1 when something is bad."
    },
    mixinStandardHelpOptions = true)
public final class DoctorCommand extends Command {
  private static final long SCARCE_BYTES = 1L << 30;

  private final List<List<@Nullable Object>> checks = new ArrayList<>();
  private boolean bad;

  public DoctorCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    java();
    engine();
    classArchive();
    locale();
    workspace();
    disk("temporary files", session().engine().spill());
    disk("workspace disk", session().workspaceFile());
    session()
        .print(
            Answer.of(
                "doctor",
                Section.rows(
                    "checks",
                    List.of(
                        Column.text("check"),
                        Column.text("state"),
                        Column.text("detail"),
                        Column.text("mend")),
                    checks)));
    return bad ? ExitCode.FAILED : ExitCode.OK;
  }

  private void ok(String check, String detail) {
    checks.add(Arrays.asList(check, "ok", detail, null));
  }

  private void warn(String check, String detail, String mend) {
    checks.add(Arrays.asList(check, "warn", detail, mend));
  }

  private void bad(String check, Refusal refusal) {
    checks.add(Arrays.asList(check, "bad", refusal.sentence(), refusal.hint()));
    bad = true;
  }

  private void java() {
    ok(
        "java",
        property("java.vendor")
            + " "
            + property("java.runtime.version")
            + ", "
            + property("java.home"));
  }

  private void engine() {
    try {
      String version = NativeLibrary.version();
      Path library = NativeLibrary.beside();
      if (library == null) {
        warn(
            "engine",
            "DuckDB " + version + ", unpacked at every start",
            "start Sluice by its launcher: scripts/sluice");
      } else {
        ok("engine", "DuckDB " + version + ", " + library);
      }
    } catch (Refusal e) {
      bad("engine", e);
    }
  }

  /** The launcher names the archive; the JVM says whether it could use it. */
  private void classArchive() {
    String archive = property("sluice.archive");
    if (archive.isEmpty()) {
      warn(
          "class archive",
          "there is none, so starts take longer",
          "start Sluice by its launcher, which makes one: scripts/sluice");
    } else if (!Files.exists(Path.of(archive))) {
      warn("class archive", archive + " could not be made", "rm " + archive + ".for");
    } else if (property("java.vm.info").contains("sharing")) {
      ok("class archive", archive);
    } else {
      warn("class archive", archive + " does not fit this JVM", "rm " + archive + ".for");
    }
  }

  private void locale() {
    String encoding = property("sun.jnu.encoding");
    if (encoding.toUpperCase(Locale.ROOT).equals("UTF-8")) {
      ok("locale", "file names are " + encoding);
    } else {
      warn(
          "locale",
          "file names are " + encoding + ", so those with other letters cannot be opened",
          "export LC_ALL=C.UTF-8");
    }
  }

  private void workspace() {
    Path file = session().workspaceFile();
    if (!Files.exists(file)) {
      warn("workspace", "there is none at " + file, "sluice init");
      return;
    }
    try (Workspace workspace = session().read()) {
      ok("workspace", file + ", its schema is current, " + workspace.size() + " bytes");
      ok("lock", "nobody is writing to it");
    } catch (Refusal e) {
      bad(e.category() == Refusal.Cause.BUSY ? "lock" : "workspace", e);
    }
  }

  private void disk(String check, Path place) {
    Path folder = place.toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    if (folder == null) {
      return;
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String detail = (free >> 20) + " MB free in " + folder;
      if (!Files.isWritable(folder)) {
        bad(check, Refusal.failed("cannot write to " + folder, "chmod u+w " + folder, null));
      } else if (free < SCARCE_BYTES) {
        warn(check, detail, "make room there");
      } else {
        ok(check, detail);
      }
    } catch (IOException e) {
      bad(check, Refusal.failed("cannot ask for the space in " + folder, null, e));
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }
}
