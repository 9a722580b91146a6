package io.perdure.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What nodes of version n and n+1 need to understand each other and each other's journals, for a group of formats. CONTRIBUTING
 * says what may change. {@code -Dperdure.wire.write=v2} keeps what this version writes as that of version 2.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CompatibilityContract {
    private final String group;

    protected CompatibilityContract(String group) {
        this.group = group;
    }

    protected abstract List<Format> formats();

    @BeforeAll
    void keep() {
        String version = System.getProperty("perdure.wire.write");
        if (version != null) {
            Golden.write(version, group, written());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("what is written is read as it was:")
    void round_trip(Format format) {
        for (Object sample : List.of(format.full(), format.least())) {
            assertThat(read(format, format.write().apply(sample))).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("what a newer version adds is passed over:")
    void unknown_fields(Format format) {
        for (Object sample : List.of(format.full(), format.least())) {
            byte[] newer = Trees.bytes(Trees.newer(Trees.of(format.write().apply(sample))));

            assertThat(read(format, newer)).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("what former versions wrote is read, and nothing of it gets lost:")
    void reads_former(Format format) {
        for (String version : Golden.versions()) {
            Golden.read(version, group).forEach((name, bytes) -> {
                if (name.startsWith(format.name() + ' ')) {
                    byte[] again = format.write().apply(read(format, bytes));
                    assertThat(Trees.lost(Trees.of(bytes), Trees.of(again), version + ' ' + name))
                            .isEmpty();
                }
            });
        }
    }

    @Test
    @DisplayName("what is written today has all that former versions wrote, where they look for it")
    void writes_former() {
        var today = written();
        for (String version : Golden.versions()) {
            Golden.read(version, group).forEach((name, bytes) -> {
                assertThat(today).as("formats; %s had '%s'", version, name).containsKey(name);
                assertThat(Trees.lost(Trees.of(bytes), Trees.of(today.get(name)), version + ' ' + name))
                        .isEmpty();
            });
        }
    }

    @Test
    @DisplayName("every format is kept for versions to come")
    void all_kept() {
        String latest = Golden.versions().get(Golden.versions().size() - 1);

        assertThat(Golden.read(latest, group).keySet())
                .as("samples in wire/%s/%s.txt; -Dperdure.wire.write=%1$s adds what is missing", latest, group)
                .containsExactlyInAnyOrderElementsOf(written().keySet());
    }

    private Map<String, byte[]> written() {
        var written = new LinkedHashMap<String, byte[]>();
        for (Format format : formats()) {
            written.put(format.name() + " full", format.write().apply(format.full()));
            written.put(format.name() + " least", format.write().apply(format.least()));
        }
        return written;
    }

    private static Object read(Format format, byte[] bytes) {
        return format.read().apply(bytes);
    }
}
