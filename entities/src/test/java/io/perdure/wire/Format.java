package io.perdure.wire;

import java.util.function.Function;

/**
 * A type as it travels or is stored, with samples of it.
 *
 * @param name of the format in the files of former versions: what the bytes are labelled with, where that counts
 */
public record Format(
        String name, Object full, Object least, Function<Object, byte[]> write, Function<byte[], Object> read) {
    @Override
    public String toString() {
        return name;
    }
}
