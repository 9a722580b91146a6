package io.perdure.gateway.campaign;

/** What a client knows of something that it asked for. */
enum Outcome {
    /** Answered with success: it took effect, and stays. */
    ACKNOWLEDGED,
    /** Answered with: not done. It must have no effect. */
    REFUSED,
    /** No answer, or one that says that nobody knows. It may have taken effect, may still do so, or never. */
    UNKNOWN;

    /** What is known of a request that was made again under the same key: a refusal says nothing of the attempt before. */
    Outcome thenAgain(Outcome again) {
        return this == ACKNOWLEDGED || again == ACKNOWLEDGED
                ? ACKNOWLEDGED
                : this == REFUSED && again == REFUSED ? REFUSED : UNKNOWN;
    }
}
