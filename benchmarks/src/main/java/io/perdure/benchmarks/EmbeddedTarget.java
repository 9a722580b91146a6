package io.perdure.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;

/** A child JVM of this jar that embeds the runtime: takes loads as lines of JSON, and gives results so. */
final class EmbeddedTarget implements Target {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration SLACK = Duration.ofSeconds(90);

    private final Child child;

    private EmbeddedTarget(Child child) {
        this.child = child;
    }

    static EmbeddedTarget of(Child child) throws IOException, InterruptedException {
        try {
            child.awaitReady(START);
            return new EmbeddedTarget(child);
        } catch (IOException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    @Override
    public LoadResult run(Load load) throws IOException, InterruptedException {
        child.send(JSON.writeValueAsString(load));
        String answer = child.awaitResult(SLACK.plusMillis(load.totalMillis()));
        return JSON.readValue(answer, LoadResult.class);
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
