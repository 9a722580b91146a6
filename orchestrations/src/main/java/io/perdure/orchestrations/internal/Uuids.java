package io.perdure.orchestrations.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** Version 5 UUIDs: those of an orchestrator are the same on replay (O-101). For the orchestrator's thread. */
final class Uuids {
    private static final UUID NAMESPACE = UUID.fromString("9e952958-5e33-4daf-827f-2fa12937b875");

    private final String instanceId;
    private final int generation;
    private int counter;

    Uuids(String instanceId, int generation) {
        this.instanceId = instanceId;
        this.generation = generation;
    }

    UUID next(Instant now) {
        return named("%s-%s-%d-%d".formatted(instanceId, now, generation, counter++));
    }

    /** Always the same for the same name. On any thread. */
    static UUID named(String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .flip());
            var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x5000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("Every Java platform has SHA-1", every);
        }
    }
}
