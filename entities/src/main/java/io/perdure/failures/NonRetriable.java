package io.perdure.failures;

/** Marks exceptions for which a second attempt cannot succeed; see {@link FailureDetails#nonRetriable()}. */
public interface NonRetriable {}
