package io.perdure.gateway;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code java -jar perdure-node.jar}. Standard output has one line, when the node is ready; all else goes to the log. */
public final class Main {
    static final Logger LOG = LoggerFactory.getLogger(Main.class);
    /** The drain time-out, and what the engine has to complete; nobody should have to kill a node that hangs. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private Main() {}

    public static void main(String[] args) {
        var command = new NodeCommand(System.getenv(), config -> serve(config, PerdureEngine::start, System.out));
        System.exit(NodeCommand.commandLine(command).execute(args));
    }

    /**
     * Runs a node until a signal asks it to stop.
     *
     * @return the process's exit code
     */
    static int serve(NodeConfig config, Node.EngineStarter starter, PrintStream out) {
        Node node = Node.start(config, starter);
        var end = new CompletableFuture<Integer>();
        StopSignal.listen(() -> end.complete(0));
        node.onLost(() -> end.complete(StartFailure.UNEXPECTED));
        out.println("perdure node ready: " + node.url());
        out.flush();
        int code = end.join();
        return closed(node) ? code : StartFailure.UNEXPECTED;
    }

    private static boolean closed(Node node) {
        var closing = new Thread(node::close, "perdure-stop");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            LOG.error("The node did not stop within {}", STOP_WITHIN);
        }
        return !closing.isAlive();
    }
}
