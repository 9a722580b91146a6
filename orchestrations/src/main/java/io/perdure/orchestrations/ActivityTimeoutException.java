package io.perdure.orchestrations;

import io.perdure.failures.PerdureException;

/**
 * An attempt of an activity ran, or was silent, for longer than its call allows ({@link TaskOptions#timeout()}, {@link
 * TaskOptions#heartbeatTimeout()}). It was cancelled, and whatever it comes to is dropped. The stack of the failure shows
 * where it was. Another attempt may succeed.
 */
public final class ActivityTimeoutException extends PerdureException {
    public ActivityTimeoutException(String message) {
        super(message);
    }
}
