package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import io.perdure.kernel.store.JournalPayload;
import org.jspecify.annotations.Nullable;

/** A journal row or snapshot as the Akka plugin sees it: a manifest and bytes, see {@link KernelCodec}. */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Stored(
        String manifest, byte[] bytes, String hub, @Nullable InstanceRow row) implements JournalPayload {

    static Stored of(String manifest, byte[] bytes) {
        return new Stored(manifest, bytes, "", null);
    }

    @Override
    public int serializer() {
        return StoredSerializer.ID;
    }
}
