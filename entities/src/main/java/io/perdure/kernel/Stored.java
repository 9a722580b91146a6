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

    /** @throws IllegalStateException when it is of another format: a newer version has written it */
    byte[] bytes(String expectedManifest) {
        if (!manifest.equals(expectedManifest)) {
            throw new IllegalStateException(
                    "Format '%s' in the journal (expected: '%s'). A newer version wrote it; nothing is lost, but only that version can go on with it."
                            .formatted(manifest, expectedManifest));
        }
        return bytes;
    }

    @Override
    public int serializer() {
        return StoredSerializer.ID;
    }
}
