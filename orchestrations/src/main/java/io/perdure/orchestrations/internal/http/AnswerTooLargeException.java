package io.perdure.orchestrations.internal.http;

import io.perdure.failures.NonRetriable;
import java.io.IOException;

/** Nothing of the answer was kept; asked again, it would be as large. */
public final class AnswerTooLargeException extends IOException implements NonRetriable {
    AnswerTooLargeException(Hop hop, int most) {
        super(
                "%s %s: the answer has more than %d bytes (expected: at most perdure.http-calls.max-response-size, and perdure.payload.max-size)."
                        .formatted(hop.method(), hop.place(), most));
    }
}
