package io.perdure.gateway;

/**
 * The links for starts, with the placeholders <code>{functionName}</code> and <code>[/{instanceId}]</code>.
 *
 * @param createAndWaitOnNewInstancePostUri has <code>{timeoutInSeconds}</code> and <code>{intervalInSeconds}</code>, too
 */
public record HttpCreationPayload(String createNewInstancePostUri, String createAndWaitOnNewInstancePostUri) {}
