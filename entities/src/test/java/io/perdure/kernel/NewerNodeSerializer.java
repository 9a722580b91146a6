package io.perdure.kernel;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import akka.serialization.jackson.JacksonCborSerializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;

/**
 * Writes messages as a node of a newer version would: with fields that today's do not know, and {@link #UNKNOWN} as a message
 * that they do not know.
 */
public final class NewerNodeSerializer extends SerializerWithStringManifest {
    static final Reply UNKNOWN = new Reply.Busy("of a newer version");

    private final CBORMapper mapper = new CBORMapper();
    private final JacksonCborSerializer today;

    public NewerNodeSerializer(ExtendedActorSystem system) {
        today = new JacksonCborSerializer(system, "jackson-cbor");
    }

    @Override
    public int identifier() {
        return today.identifier();
    }

    @Override
    public String manifest(Object message) {
        return message.equals(UNKNOWN) ? "io.perdure.kernel.Reply$Newer" : today.manifest(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        try {
            var tree = (ObjectNode) mapper.readTree(today.toBinary(message));
            return mapper.writeValueAsBytes(tree.put("newer", true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return today.fromBinary(bytes, manifest);
    }
}
