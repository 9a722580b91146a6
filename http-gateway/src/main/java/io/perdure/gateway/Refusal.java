package io.perdure.gateway;

/** A request that the door itself refuses; the message is for the caller. */
final class Refusal extends RuntimeException {
    private final Problem problem;

    Refusal(Problem problem, String message) {
        // No stack trace: it is an answer and not a defect, and bad requests must be cheap.
        super(message, null, false, false);
        this.problem = problem;
    }

    static Refusal badRequest(String message) {
        return new Refusal(Problem.BAD_REQUEST, message);
    }

    Problem problem() {
        return problem;
    }
}
