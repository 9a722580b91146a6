package io.perdure.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** All nodes of a cluster: clients are spread over the doors, and keys over the nodes, so that most calls take a hop. */
final class ClusterTarget implements Target {
    private final ClusterNodes nodes;
    private final LoadRunner runner;

    ClusterTarget(ClusterNodes nodes) {
        this.nodes = nodes;
        List<InetSocketAddress> doors = nodes.doors().stream()
                .map(door -> new InetSocketAddress(door.getHost(), door.getPort()))
                .toList();
        runner = new LoadRunner(nodes.pids(), new HttpAccess(Peer.open(doors.get(0)), doors));
    }

    @Override
    public LoadResult run(Load load) throws IOException, InterruptedException {
        return runner.run(load);
    }

    /** Of the first node; the others are like it. */
    @Override
    public long pid() {
        return nodes.pids().get(0);
    }

    @Override
    public void close() {
        nodes.close();
    }
}
