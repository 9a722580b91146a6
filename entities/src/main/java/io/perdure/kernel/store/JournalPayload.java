package io.perdure.kernel.store;

import org.jspecify.annotations.Nullable;

/** An event that is bytes already, and what the index must have together with it. */
public interface JournalPayload {

    /** Number of the Akka serializer that reads the bytes. */
    int serializer();

    /** What that serializer needs to know of them. */
    String manifest();

    byte[] bytes();

    /** The task hub that {@link #row} belongs to. */
    String hub();

    /** Written in the same transaction; null when the index may learn of the event later. */
    @Nullable
    InstanceRow row();
}
