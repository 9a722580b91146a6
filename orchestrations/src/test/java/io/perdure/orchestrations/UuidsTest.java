package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.ExecutionStarted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("UUIDs")
class UuidsTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    private RunUnderTest start(OrchestrationFixture.Code code) {
        return perdure.orchestrator("Test", code).start("Test");
    }

    @Test
    @DisplayName("a UUID is version 5 of namespace, instance, time, generation and counter (O-101)")
    void golden() {
        perdure.orchestrator("Test", context -> List.of(context.newUuid(), context.newUuid()));

        var run = perdure.start("Test", null, InstanceOptions.id("o-17"));

        int generation = run.history(ExecutionStarted.class).get(0).generation();
        assertThat(run.metadata().output(UUID[].class))
                .containsExactly(
                        version5("o-17-2026-11-20T12:00:00Z-" + generation + "-0"),
                        version5("o-17-2026-11-20T12:00:00Z-" + generation + "-1"));
        assertThat(run.metadata().output(UUID[].class)[0])
                .isEqualTo(UUID.fromString("65dbd68b-8ed7-52d6-9759-a4b5254fed62"));
    }

    /** As RFC 4122 has it, by other means than the engine. */
    private static UUID version5(String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            var namespace = UUID.fromString("9e952958-5e33-4daf-827f-2fa12937b875");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            byte[] hash = sha1.digest(name.getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) (hash[6] & 0x0F | 0x50);
            hash[8] = (byte) (hash[8] & 0x3F | 0x80);
            var bytes = ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("UUIDs are the same on replay (O-101)")
    void stable() {
        var seen = new CopyOnWriteArrayList<UUID>();
        var run = start(context -> {
            seen.add(context.newUuid());
            return context.waitForExternalEvent("Go").await();
        });
        perdure.advance(ofSeconds(60));
        perdure.crash();
        run.raise("Go", null);

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isEqualTo(seen.get(1));
    }

    @Test
    @DisplayName("UUIDs differ within an instance, over generations, and over lives of the id in the same tick (O-101)")
    void unique() {
        var seen = new CopyOnWriteArrayList<UUID>();
        perdure.orchestrator("Test", context -> {
            seen.add(context.newUuid());
            seen.add(context.newUuid());
            return context.input(Integer.class) == 3 ? null : context.continueAsNew(context.input(Integer.class) + 1);
        });
        perdure.run("Test", 0);
        perdure.run("Test", 0);

        assertThat(seen).hasSize(16);
        assertThat(new HashSet<>(seen)).hasSize(16);
    }
}
