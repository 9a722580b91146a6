package io.perdure.benchmarks;

import org.jspecify.annotations.Nullable;

/** An orchestrator of the benchmark, what it is given, and what it must give; both as JSON text. */
enum Program {
    HELLO_3("HelloSequence", null, "[\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]"),
    HELLO_5(
            "HelloSequence5",
            null,
            "[\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\",\"Hello Lima!\",\"Hello Nairobi!\"]"),
    FAN_OUT("FanOutFanIn", "1000", "1000"),
    SEQUENCE("SequentialSteps", "1000", "1000"),
    /** Its inputs are pairs of accounts: {@link Transfers}. */
    TRANSFER("Transfer", null, "true");

    private final String orchestrator;
    private final @Nullable String input;
    private final String output;

    Program(String orchestrator, @Nullable String input, String output) {
        this.orchestrator = orchestrator;
        this.input = input;
        this.output = output;
    }

    String orchestrator() {
        return orchestrator;
    }

    Request run() {
        return run(input);
    }

    Request run(@Nullable String withInput) {
        return new Request.Run(orchestrator, withInput, output);
    }
}
