package io.perdure.kernel;

import akka.serialization.SerializerWithStringManifest;

/** Hands the bytes of {@link Stored} through; its id and the manifests are part of the stored format. */
final class StoredSerializer extends SerializerWithStringManifest {
    static final int ID = 720_817;

    @Override
    public int identifier() {
        return ID;
    }

    @Override
    public String manifest(Object stored) {
        return ((Stored) stored).manifest();
    }

    @Override
    public byte[] toBinary(Object stored) {
        return ((Stored) stored).bytes();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return Stored.of(manifest, bytes);
    }
}
