package dev.sluice.exports;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.exports.Conversion.Counts;
import dev.sluice.exports.Conversion.Written;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.exports.read.Cells;
import dev.sluice.exports.read.CellsSink;
import dev.sluice.exports.read.ExportFile;
import dev.sluice.exports.read.MisreadException;
import dev.sluice.exports.read.Table;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Imports files into a workspace, each in a transaction of its own: a file is loaded whole, or the
 * workspace is as it was.
 */
public final class Imports {
  /**
   * What the user says of the files.
   *
   * @param report the report that they are, {@code null} to find out
   * @param shop the shop that they are of, {@code null} for one named after the platform
   * @param zone the zone of times without one
   * @param currency the ISO currency of amounts without one
   * @param room the broadcast that they are about, where they do not say
   * @param asOf when they were exported, where they do not say
   * @param period what they sum up, where they do not say
   * @param dryRun whether to change nothing
   * @param strict whether one row that cannot be read refuses its file
   * @param now the present, for the record
   */
  public record Terms(
      @Nullable String report,
      @Nullable String shop,
      @Nullable ZoneId zone,
      @Nullable String currency,
      @Nullable String room,
      @Nullable Instant asOf,
      @Nullable Period period,
      boolean dryRun,
      boolean strict,
      Instant now) {}

  private static final Pattern ISO_CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Set<String> ELSEWHERE = Set.of("spend", "spend_period", "message_campaign");
  private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{10}");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  /** How many unknown headers a warning names; the receipt has all of them. */
  private static final int NAMED = 5;

  private final Workspace workspace;
  private final Terms terms;
  private final Catalogue catalogue;
  private final Recognition recognition;

  public Imports(Workspace workspace, Terms terms) {
    if (terms.currency() != null && !ISO_CURRENCY.matcher(terms.currency()).matches()) {
      throw Refusal.usage(
          "--currency: '" + terms.currency() + "' is not an ISO code", "write it as CNY or USD");
    }
    if (terms.zone() instanceof ZoneOffset) {
      throw Refusal.usage(
          "--tz: a shop lies in a zone, and "
              + terms.zone()
              + " is an offset that a change of the clocks ends",
          "use an IANA name, such as Asia/Shanghai");
    }
    this.workspace = workspace;
    this.terms = terms;
    this.catalogue = Catalogue.load();
    this.recognition =
        terms.report() == null
            ? new Recognition(catalogue)
            : new Recognition(List.of(catalogue.report(terms.report())));
    workspace.execute(Sql.of(Imports.class, "staging/cells.sql").text());
  }

  /**
   * Imports one file: a workbook may hold several reports, each with a receipt of its own. What is
   * wrong with the file is in the receipts; what is wrong with the workspace or the machine is
   * thrown.
   */
  public List<Receipt> file(Path path, String name) {
    return file(path, name, rows -> {});
  }

  /**
   * Imports one file as {@link #file(Path, String)} does.
   *
   * @param read is told now and then how many rows have been read
   */
  List<Receipt> file(Path path, String name, LongConsumer read) {
    try {
      return file(ExportFile::openByBeginning, path, name, read);
    } catch (MisreadException e) {
      return file(ExportFile::open, path, name, read);
    }
  }

  private List<Receipt> file(
      BiFunction<Path, String, ExportFile> opening, Path path, String name, LongConsumer read) {
    ExportFile file;
    try {
      file = opening.apply(path, name);
    } catch (Refusal refusal) {
      // Even one that the machine would not read does not stop the others.
      return List.of(Receipt.refused(name, null, refusal));
    }
    List<Receipt> receipts = new ArrayList<>();
    try {
      List<Table> tables = file.parquet() ? List.of(parquetHeader(path)) : file.tables();
      for (Recognition.Found found : recognition.all(name, tables)) {
        receipts.add(report(file, found, path, name, read));
      }
    } catch (Refusal refusal) {
      receipts.add(refused(file, name, refusal));
    }
    return receipts;
  }

  private Receipt report(
      ExportFile file, Recognition.Found found, Path path, String name, LongConsumer read) {
    try {
      return workspace.transaction(
          () -> {
            Receipt receipt = load(file, found, path, name, read);
            if (terms.dryRun() && receipt.status() != Receipt.Status.UNCHANGED) {
              throw new DryRun(receipt);
            }
            return receipt;
          });
    } catch (DryRun dry) {
      return dry.receipt;
    } catch (Refusal refusal) {
      return refused(file, name, refusal);
    }
  }

  private static Receipt refused(ExportFile file, String name, Refusal refusal) {
    if (refusal.category() != Refusal.Cause.INPUT) {
      throw refusal;
    }
    return Receipt.refused(name, file.sha256(), refusal);
  }

  /** Rolls a dry run's transaction back. */
  private static final class DryRun extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Receipt receipt;

    DryRun(Receipt receipt) {
      super(null, null, false, false);
      this.receipt = receipt;
    }
  }

  private Receipt load(
      ExportFile file, Recognition.Found found, Path path, String name, LongConsumer read) {
    Header header = found.header();
    ReportSpec report = header.report();
    String shop = terms.shop() == null ? report.platform() : terms.shop();
    requireTerms(name, report);
    Period period = period(name, header);

    Receipt before = unchanged(file, name, report, shop);
    if (before != null) {
      return before;
    }
    if (report.columns().stream().anyMatch(c -> c.type() == CellType.PERSON)) {
      IdentityKey.install(workspace);
    }
    try (Staging staged =
        file.parquet()
            ? Staging.of(workspace, path, header)
            : Staging.of(workspace, found.table(), header, read)) {
      return convert(file, name, found, staged, shop, period);
    }
  }

  private Receipt convert(
      ExportFile file,
      String name,
      Recognition.Found found,
      Staging staged,
      String shop,
      @Nullable Period period) {
    Header header = found.header();
    ReportSpec report = header.report();
    Dialect dialect = Dialect.of(workspace, header, staged);
    ShopTerms known = shopTerms(shop);
    String zone = zone(name, report, header, dialect, known);
    String currency = currency(name, report, header, dialect, known);
    OffsetDateTime asOf = asOf(name, report, zone);

    int fileId = nextFileId();
    context(fileId, shop, report, zone, currency, asOf, period);
    Conversion conversion = new Conversion(workspace, header, staged, dialect);
    conversion.type();
    Counts counts = conversion.counts();
    if (counts.read() == 0) {
      throw Refusal.input(name + " has a header (" + report.id() + ") but no rows", null);
    }
    if (terms.strict() && counts.rejected() > 0) {
      throw Refusal.input(
          name + ": " + counts.rejected() + " rows cannot be read: " + firstProblem(),
          "import it without --strict and look at them: sluice rejects");
    }
    List<String> totals = conversion.differingTotals();
    if (terms.strict() && !totals.isEmpty()) {
      throw Refusal.input(
          name + ": " + totals.get(0), "import it without --strict, or download it again");
    }
    if (counts.rejected() > 0) {
      conversion.keepRejects();
    }
    rememberShop(shop, report, zone, currency);
    overrule(file, report, fileId);
    Written written = conversion.write();

    List<String> unknown = report.rest() == null ? List.copyOf(header.rest().keySet()) : List.of();
    List<String> warnings = new ArrayList<>(dialect.warnings());
    if (!unknown.isEmpty()) {
      warnings.add(left(unknown));
    }
    warnings.addAll(found.leftOut());
    warnings.addAll(conversion.cutIds());
    warnings.addAll(conversion.repeatedLines());
    warnings.addAll(totals);
    if (counts.rejected() > 0) {
      warnings.add(counts.rejected() + " rows rejected; the first: " + firstProblem());
    }
    Receipt receipt =
        new Receipt(
            name,
            report.id(),
            file.sha256(),
            written.facts() > 0 && written.holding() == 0
                ? Receipt.Status.SUPERSEDED
                : Receipt.Status.LOADED,
            found.table().encoding(),
            header.row(),
            counts.read(),
            counts.loaded(),
            counts.rejected(),
            counts.skipped(),
            period == null ? null : period.first(),
            period == null ? null : period.last(),
            unknown,
            report.evidence() == ReportSpec.Evidence.OWN
                ? List.of()
                : header.missing().stream().map(c -> c.headers().get(0)).toList(),
            warnings,
            null,
            null,
            null);
    return remember(receipt, file.size(), fileId, shop, currency, zone, asOf);
  }

  /** The platform may have renamed a column that is not needed; its cells are then missing. */
  private static String left(List<String> unknown) {
    return (unknown.size() == 1 ? "a column" : unknown.size() + " columns")
        + " that the report does not know, left out: "
        + String.join(", ", unknown.subList(0, Math.min(NAMED, unknown.size())))
        + (unknown.size() > NAMED ? " …" : "");
  }

  private void requireTerms(String name, ReportSpec report) {
    if (report.roomRequired() && terms.room() == null) {
      throw Refusal.input(
          name + " (" + report.id() + ") does not say which broadcast it is about",
          "say it: --room ID (sluice sql 'SELECT broadcast, started_at FROM broadcast' lists"
              + " them)");
    }
    if (report.asOfRequired() && terms.asOf() == null) {
      throw Refusal.input(
          name + " (" + report.id() + ") does not say when its levels were counted",
          "say it: --as-of 2026-11-08T09:00:00+08:00");
    }
  }

  /**
   * What a file sums up: as it says itself, above its header or in its name; else as it was told.
   */
  private @Nullable Period period(String name, Header header) {
    if (!header.report().periodRequired()) {
      return null;
    }
    Period period = Period.above(header.preamble());
    if (period == null) {
      period = Period.inName(name);
    }
    if (period == null) {
      period = terms.period();
    }
    if (period == null) {
      throw Refusal.input(
          name + " (" + header.report().id() + ") does not say which days it sums up",
          "say it: --period 2026-10-01..2026-10-31");
    }
    return period;
  }

  /** A room is for files that do not name theirs; the other files of a folder are not about it. */
  private @Nullable String room(ReportSpec report) {
    return report.roomRequired() ? terms.room() : null;
  }

  /** A Parquet file's header, in the guise of a table of one row. */
  private Table parquetHeader(Path path) {
    Section described =
        workspace.query(
            "columns",
            Sql.composed(
                "reading the header of the Parquet file",
                "SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet("
                    + Sql.literal(path.toString())
                    + "))"));
    List<@Nullable String> names = new ArrayList<>();
    described.rows().forEach(row -> names.add(String.valueOf(row.get(0))));
    return new Table() {
      @Override
      public String encoding() {
        return "PARQUET";
      }

      @Override
      public @Nullable String sheet() {
        return null;
      }

      @Override
      public void scan(CellsSink sink) {
        sink.row(1, Cells.of(names));
      }
    };
  }

  /** The receipt of the same bytes under the same terms, or {@code null} when there is none. */
  private @Nullable Receipt unchanged(
      ExportFile file, String name, ReportSpec report, String shop) {
    // The digest of a large file takes a while: only one of the same size need wait for it.
    Section alike =
        workspace.query(
            "alike",
            Sql.of(Imports.class, "imported_alike.sql"),
            List.of(
                Column.text("sha256"),
                Column.text("encoding"),
                Column.count("header_row"),
                Column.count("rows_read"),
                Column.count("rows_loaded"),
                Column.count("rows_rejected"),
                Column.count("rows_skipped"),
                Column.date("period_from"),
                Column.date("period_to"),
                Column.texts("unknown_columns"),
                Column.texts("missing_columns")),
            file.size(),
            report.id(),
            shop,
            room(report));
    for (int i = 0; i < alike.rows().size(); i++) {
      if (file.sha256().equals(alike.cell(i, "sha256"))) {
        return new Receipt(
            name,
            report.id(),
            file.sha256(),
            Receipt.Status.UNCHANGED,
            (String) alike.cell(i, "encoding"),
            (Long) alike.cell(i, "header_row"),
            (Long) alike.cell(i, "rows_read"),
            (Long) alike.cell(i, "rows_loaded"),
            (Long) alike.cell(i, "rows_rejected"),
            (Long) alike.cell(i, "rows_skipped"),
            (LocalDate) alike.cell(i, "period_from"),
            (LocalDate) alike.cell(i, "period_to"),
            texts(alike.cell(i, "unknown_columns")),
            texts(alike.cell(i, "missing_columns")),
            List.of(),
            null,
            null,
            null);
      }
    }
    return null;
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> found ? found.stream().map(String::valueOf).toList() : List.of();
  }

  /** What the workspace knows of a shop from earlier files. */
  private record ShopTerms(@Nullable String zone, @Nullable String currency) {}

  private ShopTerms shopTerms(String shop) {
    Section known =
        workspace.query(
            "shop",
            Sql.composed("shop", "SELECT zone, currency FROM shop WHERE shop = $1"),
            List.of(Column.text("zone"), Column.text("currency")),
            shop);
    return known.rows().isEmpty()
        ? new ShopTerms(null, null)
        : new ShopTerms((String) known.cell(0, "zone"), (String) known.cell(0, "currency"));
  }

  private @Nullable String zone(
      String name, ReportSpec report, Header header, Dialect dialect, ShopTerms known) {
    // What is said of a folder is about those of its files that do not know better.
    if (report.zoneColumn() == null && !report.zone().equals("shop")) {
      return report.zone();
    }
    if (terms.zone() != null) {
      return terms.zone().getId();
    }
    boolean inFile =
        report.zoneColumn() != null && header.places().containsKey(report.zoneColumn());
    if (known.zone() == null && dialect.hasLocalTimes() && !inFile) {
      throw Refusal.input(
          name + " (" + report.id() + ") has times without a zone",
          "say the shop's: --tz America/Los_Angeles");
    }
    return known.zone();
  }

  private @Nullable String currency(
      String name, ReportSpec report, Header header, Dialect dialect, ShopTerms known) {
    Set<String> named = new TreeSet<>(header.currencies());
    named.addAll(dialect.currencies());
    if (named.size() > 1 && !header.places().containsKey(report.currencyColumn())) {
      throw Refusal.input(
          name + ": its amounts are in " + String.join(" and ", named),
          "make a file of each currency and import them one by one");
    }
    String signs = header.currency() == null ? dialect.currency() : header.currency();
    boolean fixed = !report.currency().equals("shop") && !report.currencyNeeded();
    if (fixed) {
      return signs == null ? report.currency() : signs;
    }
    if (terms.currency() != null) {
      if (signs != null && !signs.equals(terms.currency())) {
        throw Refusal.input(
            name + ": its amounts are in " + signs + ", not in " + terms.currency(), null);
      }
      return terms.currency();
    }
    if (signs != null) {
      return signs;
    }
    // A rate of exchange is worth nothing without the currency that it is in.
    boolean inFile = header.places().containsKey(report.currencyColumn());
    if (known.currency() == null && (dialect.hasAmounts() || report.currencyNeeded()) && !inFile) {
      throw Refusal.input(
          name
              + " ("
              + report.id()
              + ") has amounts without a currency"
              + (dialect.symbols().isEmpty()
                  ? ""
                  : ": many share the sign " + String.join(" ", dialect.symbols())),
          "say the shop's: --currency USD");
    }
    return known.currency();
  }

  private @Nullable OffsetDateTime asOf(String name, ReportSpec report, @Nullable String zone) {
    if (terms.asOf() != null) {
      return terms.asOf().atOffset(ZoneOffset.UTC);
    }
    if (report.exportedAt() == null) {
      return null;
    }
    // An archive's own name tells of all its files, and so of none of them.
    String own = name.substring(name.lastIndexOf('/') + 1);
    Matcher stamp = Pattern.compile(report.exportedAt()).matcher(own);
    if (!stamp.find()) {
      return null;
    }
    String digits = stamp.group(1);
    if (UNIX_SECONDS.matcher(digits).matches()) {
      return Instant.ofEpochSecond(Long.parseLong(digits)).atOffset(ZoneOffset.UTC);
    }
    try {
      return LocalDateTime.parse(digits.length() == 12 ? digits + "00" : digits, STAMP)
          .atZone(zone == null ? ZoneOffset.UTC : ZoneId.of(zone))
          .withZoneSameInstant(ZoneOffset.UTC)
          .toOffsetDateTime();
    } catch (DateTimeParseException e) {
      // Digits of something else: a name is the user's to change.
      return null;
    }
  }

  private int nextFileId() {
    Section next =
        workspace.query(
            "next",
            Sql.composed("file id", "SELECT nextval('source_file_ids') AS id"),
            List.of(Column.count("id")));
    return Math.toIntExact((Long) Objects.requireNonNull(next.cell(0, "id")));
  }

  private void context(
      int fileId,
      String shop,
      ReportSpec report,
      @Nullable String zone,
      @Nullable String currency,
      @Nullable OffsetDateTime asOf,
      @Nullable Period period) {
    workspace.update(
        Sql.of(Imports.class, "context.sql"),
        fileId,
        shop,
        report.platform(),
        room(report),
        zone,
        currency,
        asOf,
        period == null ? null : period.first(),
        period == null ? null : period.last());
  }

  /** The same bytes under another shop or broadcast: the earlier import was a mistake. */
  private void overrule(ExportFile file, ReportSpec report, int fileId) {
    Section earlier =
        workspace.query(
            "earlier",
            Sql.composed(
                "earlier imports of the same bytes",
                "UPDATE source_file SET superseded_by = $1 WHERE sha256 = $2 AND report = $3"
                    + " AND superseded_by IS NULL RETURNING file_id"),
            List.of(Column.count("file_id")),
            fileId,
            file.sha256(),
            report.id());
    for (List<@Nullable Object> row : earlier.rows()) {
      for (ReportSpec.FactSpec fact : report.facts()) {
        workspace.update(
            Sql.composed(
                "overruling an earlier import",
                "UPDATE "
                    + fact.table()
                    + " SET superseded_by = $1 WHERE file_id = $2 AND superseded_by IS NULL"),
            fileId,
            row.get(0));
      }
    }
  }

  private String firstProblem() {
    Section first =
        workspace.query(
            "first",
            Sql.of(Imports.class, "staging/first_problem.sql"),
            List.of(
                Column.count("row_number"),
                Column.text("column_name"),
                Column.text("cell"),
                Column.sentence("reason")));
    Object column = first.cell(0, "column_name");
    Object cell = first.cell(0, "cell");
    return "row "
        + first.cell(0, "row_number")
        + (column == null ? "" : ", '" + column + "'")
        + (cell == null ? "" : " = '" + cell + "'")
        + ": "
        + first.cell(0, "reason");
  }

  private void rememberShop(
      String shop, ReportSpec report, @Nullable String zone, @Nullable String currency) {
    // Advertising may be bought, and mail sent, anywhere: where a shop is, its goods tell.
    boolean elsewhere = report.facts().stream().allMatch(fact -> ELSEWHERE.contains(fact.table()));
    workspace.update(
        Sql.of(Imports.class, "remember_shop.sql"),
        shop,
        elsewhere ? "generic" : report.platform(),
        zone,
        currency);
  }

  /** The SQL of the day that a column tells; of a span of days its first or last. */
  private static String day(ColumnSpec column, String edge) {
    String name = Sql.quote(column.name());
    return switch (column.type()) {
      case DAY -> name;
      case DAYS -> "struct_extract(" + name + ", '" + edge + "')";
      case INSTANT -> "timezone(coalesce(zone, 'UTC'), " + name + ")::DATE";
      case TEXT,
          ID,
          PERSON,
          COUNT,
          NUMBER,
          RANGE,
          MONEY,
          PRICE,
          PERCENT,
          FRACTION,
          DURATION,
          MINUTES,
          FLAG ->
          throw new IllegalStateException("column " + column.name() + " tells no day");
    };
  }

  private Receipt remember(
      Receipt receipt,
      long bytes,
      int fileId,
      String shop,
      @Nullable String currency,
      @Nullable String zone,
      @Nullable OffsetDateTime asOf) {
    ReportSpec report = catalogue.report(Objects.requireNonNull(receipt.report()));
    LocalDate from = receipt.from();
    LocalDate to = receipt.to();
    if (!report.time().isEmpty()) {
      String first = day(report.column(report.time().get(0)), "first");
      String last = day(report.column(report.time().get(report.time().size() - 1)), "last");
      Section period =
          workspace.query(
              "period",
              Sql.composed(
                  "period",
                  "SELECT min("
                      + first
                      + ") AS first, max("
                      + last
                      + ") AS last FROM typed CROSS JOIN context WHERE problem IS NULL AND skipped"
                      + " IS NULL"),
              List.of(Column.date("first"), Column.date("last")));
      from = (LocalDate) period.cell(0, "first");
      to = (LocalDate) period.cell(0, "last");
    }
    workspace.update(
        Sql.of(Imports.class, "remember_file.sql"),
        fileId,
        receipt.file(),
        receipt.sha256(),
        receipt.report(),
        shop,
        room(report),
        currency,
        zone,
        from,
        to,
        asOf,
        receipt.encoding(),
        receipt.headerRow(),
        receipt.read(),
        receipt.loaded(),
        receipt.rejected(),
        receipt.skipped(),
        String.join("\u001f", receipt.unknown()),
        String.join("\u001f", receipt.missing()),
        String.join("\u001f", receipt.warnings()),
        terms.now().atOffset(ZoneOffset.UTC),
        bytes);
    return new Receipt(
        receipt.file(),
        receipt.report(),
        receipt.sha256(),
        receipt.status(),
        receipt.encoding(),
        receipt.headerRow(),
        receipt.read(),
        receipt.loaded(),
        receipt.rejected(),
        receipt.skipped(),
        from,
        to,
        receipt.unknown(),
        receipt.missing(),
        receipt.warnings(),
        null,
        null,
        null);
  }
}
