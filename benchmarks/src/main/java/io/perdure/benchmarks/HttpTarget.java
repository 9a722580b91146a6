package io.perdure.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own that has the endpoints of a node, or some of them. */
final class HttpTarget implements Target {
    private static final Duration START = Duration.ofSeconds(60);

    private final Child server;
    private final LoadRunner runner;

    private HttpTarget(Child server, Peer peer) {
        this.server = server;
        runner = new LoadRunner(server.pid(), new HttpAccess(peer));
    }

    /** @param key goes with each request; null where none is asked for */
    static HttpTarget of(Child server, @Nullable String key) throws IOException, InterruptedException {
        try {
            URI uri = URI.create(server.awaitReady(START));
            InetSocketAddress address = new InetSocketAddress(uri.getHost(), uri.getPort());
            if (key != null) {
                HttpAccess.expectRefusalWithoutKey(address);
            }
            return new HttpTarget(server, new Peer(address, key));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public LoadResult run(Load load) throws IOException, InterruptedException {
        try {
            return runner.run(load);
        } catch (IOException e) {
            throw server.explain(e);
        }
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public void close() {
        server.close();
    }
}
