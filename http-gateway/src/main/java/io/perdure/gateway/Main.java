package io.perdure.gateway;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code java -jar perdure-node.jar}. Standard output has one line, when the node is ready; all else goes to the log. */
public final class Main {
    static final Logger LOG = LoggerFactory.getLogger(Main.class);
    /** Beyond the drain time-out, for what the engine has to complete. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private Main() {}

    public static void main(String[] args) {
        var command = new NodeCommand(System.getenv(), config -> serve(config, PerdureEngine::start, System.out));
        System.exit(NodeCommand.commandLine(command).execute(args));
    }

    /** Runs a node until a signal ends the process; returns only by throwing. */
    static void serve(NodeConfig config, Node.EngineStarter starter, PrintStream out) {
        Node node = Node.start(config, starter);
        var drain = new Thread(() -> stop(node, out), "perdure-stop");
        Runtime.getRuntime().addShutdownHook(drain);
        out.println("perdure node ready: " + node.url());
        out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Node node, PrintStream out) {
        var closing = new Thread(node::close, "perdure-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        out.flush();
        // A JVM that a signal ends reports the signal (143). A node that drained has done what it was asked to: 0.
        Runtime.getRuntime().halt(closing.isAlive() ? StartFailure.UNEXPECTED : 0);
    }
}
