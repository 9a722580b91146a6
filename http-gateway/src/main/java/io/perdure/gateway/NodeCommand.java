package io.perdure.gateway;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line (DESIGN §9). Without a subcommand it does what {@code node} does. */
@Command(
        name = "perdure-node",
        description = "Runs durable entities and orchestrations, reachable over HTTP.",
        mixinStandardHelpOptions = true,
        versionProvider = NodeCommand.Version.class,
        sortOptions = false,
        footer = {
            "",
            "An option wins over its environment variable, that over the configuration file.",
            "Other settings: see conf/node.conf; of a cluster: conf/cluster.conf.",
            "Exit codes: 0 stopped by a signal, 1 unexpected failure, 2 wrong options,",
            "69 port, data directory, database or cluster not available, 78 wrong configuration or module."
        })
final class NodeCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    private final Map<String, String> environment;
    private final ToIntFunction<NodeConfig> run;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration file (HOCON). PERDURE_CONFIG")
    private @Nullable Path config;

    @Option(
            names = "--modules",
            paramLabel = "JAR|DIR",
            scope = ScopeType.INHERIT,
            description = "Code to run: a jar, a directory of jars or of classes; repeatable. PERDURE_MODULES")
    private @Nullable List<String> modules;

    @Option(
            names = "--port",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "Port to listen on, 0 for a free one; default 8080. PERDURE_HTTP_PORT")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "H",
            scope = ScopeType.INHERIT,
            description = "Address to listen on; default 127.0.0.1. PERDURE_HTTP_HOST")
    private @Nullable String host;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Directory of the embedded store; default ./data. PERDURE_DATA")
    private @Nullable String data;

    @Option(
            names = "--hub",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Task hub to serve; default 'default'. PERDURE_HUB")
    private @Nullable String hub;

    @Option(
            names = "--check-config",
            scope = ScopeType.INHERIT,
            description = "Only looks at the settings, and names all that is wrong: exit code 0 or 78.")
    private boolean checkConfig;

    /** @param run takes the configuration and returns, with the exit code, when the node has stopped */
    NodeCommand(Map<String, String> environment, ToIntFunction<NodeConfig> run) {
        this.environment = environment;
        this.run = run;
    }

    @Override
    public Integer call() {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new ParameterException(
                    spec.commandLine(), "--port: %d (expected: 0 to %d).".formatted(port, MAX_PORT));
        }
        NodeConfig settings = NodeConfig.load(options(), environment, config);
        NodeConfig.unknownVariables(environment)
                .forEach(name -> Main.LOG.warn("Unknown environment variable, ignored: {}", name));
        if (checkConfig) {
            ConfigCheck.pass(settings);
            spec.commandLine().getOut().println("perdure: nothing is wrong with these settings.");
            return 0;
        }
        return run.applyAsInt(settings);
    }

    @Command(name = "node", description = "Runs a node; the default.", mixinStandardHelpOptions = true)
    int node() {
        return call();
    }

    /** A command line whose errors are one line each. */
    static CommandLine commandLine(NodeCommand command) {
        return new CommandLine(command)
                .setParameterExceptionHandler((wrong, args) -> {
                    var hints = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                            ? unmatched.getSuggestions()
                            : List.<String>of();
                    var line = wrong.getCommandLine();
                    line.getErr()
                            .printf(
                                    "perdure: %s%s Try --help.%n",
                                    sentence(String.valueOf(wrong.getMessage())),
                                    hints.isEmpty() ? "" : " Did you mean " + String.join(" or ", hints) + "?");
                    return StartFailure.USAGE;
                })
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    StartFailure failure = StartFailure.of(thrown);
                    if (failure.exitCode() == StartFailure.UNEXPECTED) {
                        Main.LOG.error("Unexpected", thrown);
                    }
                    line.getErr().println("perdure: " + failure.getMessage());
                    return failure.exitCode();
                });
    }

    private Map<String, Object> options() {
        var options = new LinkedHashMap<String, Object>();
        put(options, "perdure.http.port", port);
        put(options, "perdure.http.host", host);
        put(options, "perdure.data", data);
        put(options, "perdure.hub", hub);
        put(options, NodeConfig.MODULES, modules);
        return options;
    }

    private static void put(Map<String, Object> options, String key, @Nullable Object value) {
        if (value != null) {
            options.put(key, value);
        }
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + '.';
    }

    /** The version that the build wrote into the manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = NodeCommand.class.getPackage().getImplementationVersion();
            return new String[] {"perdure " + (version == null ? "(development build)" : version)};
        }
    }
}
