package io.perdure.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command line of the benchmark. Exit codes: 0 all rows are sound, 1 some are not, 2 wrong usage. */
@Command(
        name = "perdure-benchmarks",
        description = "Measures a node and the embedded runtime against the limits of this machine. The table goes to"
                + " standard output, progress to standard error. Leave the machine alone meanwhile.",
        synopsisSubcommandLabel = "", // the subcommands are for the program itself
        showDefaultValues = true,
        subcommands = {EmbeddedNode.class, RoofServer.class, PostgresServer.class})
final class Main implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // the command line reads it
    private boolean help;

    @Option(names = "--store", paramLabel = "h2|postgres|both", description = "Which stores.")
    private String store = "both";

    @Option(names = "--seconds", paramLabel = "N", description = "Time under the clock per row.")
    private int seconds = 5;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description =
                    "Seconds of load on each process before its first row, and before each kind of orchestration.")
    private int warmup = 20;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Only these rows, by engine (h2, h2-process, postgres), door (store, floor, http, embedded),"
                    + " name (batch, call, call-32, signal, hot, hello3, hello3-32, sleepers, status, auth, failover, rolling, …) or several of them joined by '/'. Without the rows"
                    + " of store and floor there is no roof.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--sleepers", paramLabel = "N", description = "How many sleepers to start.")
    private int sleepers = 10_000;

    @Option(
            names = "--sleep",
            paramLabel = "N",
            description = "Seconds that each of them sleeps; more than starting them all takes.")
    private int sleep = 30;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures to this file, too.")
    private @Nullable Path json;

    @Option(
            names = "--node-jar",
            paramLabel = "FILE",
            description = "The node under test. Default: the one built beside this jar.")
    private @Nullable Path nodeJar;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        // A store and a subcommand have the same name.
        return new CommandLine(new Main()).setAllowSubcommandsAsOptionParameters(true);
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("made without a command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (WorkDirectory work = WorkDirectory.create()) {
            Settings settings = settings(spec, work.path());
            Machine machine = Machine.here(work.path());
            List<Engine> engines = Engines.of(settings.stores(), work.path());
            try {
                Results results = new Suite(settings, row -> {
                            err.print(Table.line(row));
                            err.flush();
                        })
                        .run(engines);
                List<String> descriptions = Engines.describe(engines);
                out.println(header(machine, settings, descriptions));
                out.println(Table.of(results.rows()));
                out.println(results.comparisons());
                results.rows().stream()
                        .filter(row -> row.problem() != null)
                        .forEach(row -> err.printf(
                                "%n!!! %s/%s/%s: %s%n", row.engine(), row.door().label(), row.name(), row.problem()));
                err.flush();
                out.flush();
                writeJson(machine, settings, descriptions, results);
                return results.sound() ? 0 : 1;
            } finally {
                engines.forEach(Engine::close);
            }
        }
    }

    private Settings settings(CommandSpec usage, Path directory) {
        if (!store.equals("both") && !Settings.STORES.contains(store)) {
            throw new ParameterException(
                    usage.commandLine(), "--store: \"%s\" (expected: h2, postgres or both)".formatted(store));
        }
        if (seconds < 1 || warmup < 0) {
            throw new ParameterException(
                    usage.commandLine(),
                    "--seconds: %d, --warmup: %d (expected: at least 1 and 0)".formatted(seconds, warmup));
        }
        if (sleepers < 1 || sleep < 1) {
            throw new ParameterException(
                    usage.commandLine(),
                    "--sleepers: %d, --sleep: %d (expected: at least 1)".formatted(sleepers, sleep));
        }
        return new Settings(
                store.equals("both") ? Settings.STORES : List.of(store),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmup),
                new SleeperRows(sleepers, sleep),
                only,
                (nodeJar == null ? defaultNodeJar() : nodeJar).toAbsolutePath(),
                directory);
    }

    /** Beside this jar in the built tree, wherever the command was given. */
    private static Path defaultNodeJar() {
        Path own = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        return own.resolveSibling("../../http-gateway/target/perdure-node.jar").normalize();
    }

    private static String header(Machine machine, Settings settings, List<String> engines) {
        return "Machine: %s%nStores: %s%nSettings: %s%n"
                .formatted(machine.text(), String.join("; ", engines), settings.text());
    }

    private void writeJson(Machine machine, Settings settings, List<String> engines, Results results)
            throws IOException {
        if (json == null) {
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("engines", engines);
        all.put("settings", settings.text());
        all.put("rows", results.rows());
        all.put("hotKey", HotKey.of(results.rows()));
        all.put("doorCosts", results.doorCosts());
        all.put("keyCosts", results.keyCosts());
        Files.write(
                json,
                EmbeddedTarget.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(all));
    }
}
