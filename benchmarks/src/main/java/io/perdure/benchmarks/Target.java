package io.perdure.benchmarks;

import java.io.IOException;

/** Something that takes load: a node behind HTTP, or a JVM that embeds the runtime and loads itself. */
interface Target extends AutoCloseable {
    LoadResult run(Load load) throws IOException, InterruptedException;

    /** The process that holds the engine. */
    long pid();

    @Override
    void close();
}
