package io.perdure.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A PostgreSQL server for {@code examples/cluster.sh} on machines that have none, until SIGTERM. It stands here because
 * the benchmark brings one; a release does not.
 */
@Command(name = "postgres", hidden = true)
final class PostgresServer implements Callable<Integer> {
    private static final String DATABASE = "perdure";

    @Option(names = "--directory", required = true, description = "Where its files go; what is there is lost.")
    private @Nullable Path directory;

    @Option(names = "--settings", required = true, description = "The node's settings for it are written here.")
    private @Nullable Path settings;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (directory == null || settings == null || spec == null) {
            throw new IllegalStateException("made without a command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        // The server's own shutdown hook ends it.
        Database database = PostgresEngine.start(directory).fresh(DATABASE);
        Files.writeString(settings, database.settings());
        out.println("perdure postgres ready: " + settings);
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }
}
