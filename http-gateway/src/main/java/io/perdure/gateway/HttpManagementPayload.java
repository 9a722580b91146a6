package io.perdure.gateway;

/**
 * The links to one instance, named as in the answer to a start.
 *
 * @param id the instance's
 * @param sendEventPostUri has the placeholder {@code {eventName}}
 * @param terminatePostUri has the placeholder {@code {text}} for the reason, as the next three have
 */
public record HttpManagementPayload(
        String id,
        String statusQueryGetUri,
        String sendEventPostUri,
        String terminatePostUri,
        String suspendPostUri,
        String resumePostUri,
        String rewindPostUri,
        String restartPostUri,
        String purgeHistoryDeleteUri) {}
