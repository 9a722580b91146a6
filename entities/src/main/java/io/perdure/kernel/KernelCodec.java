package io.perdure.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Events and states of one logic as CBOR, for the journal. Field names are short; unknown fields are ignored, so that an
 * older node reads what a newer one wrote. Thread-safe.
 */
final class KernelCodec<S, D> {

    /** Manifests of the journal's rows; a change of shape that an older node cannot read gets a new one. */
    static final String STEP = "step";

    static final String STATE = "state";

    /** Half of a surrogate pair in a message or a name becomes U+FFFD: what cannot be written holds up its instance. */
    private static final CBORFactory CBOR = CBORFactory.builder()
            .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
            .build();

    private static final ObjectMapper MAPPER = CBORMapper.builder(CBOR)
            .addModule(new ParameterNamesModule())
            .addModule(addresses())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.USE_DEFAULTS))
            // An empty text or a boxed zero is not the same as none.
            .withConfigOverride(String.class, KernelCodec::unlessNull)
            .withConfigOverride(Boolean.class, KernelCodec::unlessNull)
            .withConfigOverride(Integer.class, KernelCodec::unlessNull)
            .withConfigOverride(Long.class, KernelCodec::unlessNull)
            .withConfigOverride(Double.class, KernelCodec::unlessNull)
            .build();

    private final ObjectWriter eventWriter;
    private final ObjectReader eventReader;
    private final ObjectWriter stateWriter;
    private final ObjectReader stateReader;

    private static void unlessNull(MutableConfigOverride of) {
        of.setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS));
    }

    KernelCodec(DurableLogic<S, D> logic) {
        this(logic.stateType(), logic.deltaType());
    }

    KernelCodec(Class<S> stateType, Class<D> deltaType) {
        JavaType event = MAPPER.getTypeFactory().constructParametricType(StepEvent.class, deltaType);
        JavaType state = MAPPER.getTypeFactory().constructParametricType(StoredState.class, stateType);
        eventWriter = MAPPER.writerFor(event);
        eventReader = MAPPER.readerFor(event);
        stateWriter = MAPPER.writerFor(state);
        stateReader = MAPPER.readerFor(state);
    }

    byte[] encode(StepEvent<D> event) {
        return write(eventWriter, event);
    }

    StepEvent<D> decodeEvent(byte[] bytes) {
        return read(eventReader, bytes);
    }

    byte[] encode(DurableState<S> state) {
        return write(stateWriter, StoredState.of(state));
    }

    DurableState<S> decodeState(byte[] bytes) {
        StoredState<S> stored = read(stateReader, bytes);
        return stored.live();
    }

    private static byte[] write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (IOException cannot) {
            throw new UncheckedIOException(
                    "Cannot write %s for the journal".formatted(value.getClass().getSimpleName()), cannot);
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the reader knows the type
    private static <T> T read(ObjectReader reader, byte[] bytes) {
        try {
            return reader.readValue(bytes);
        } catch (IOException cannot) {
            throw new UncheckedIOException(
                    "Cannot read %d bytes of the journal: %s".formatted(bytes.length, why(cannot)), cannot);
        }
    }

    /** In one line and without any contents. */
    private static String why(IOException cannot) {
        return cannot instanceof InvalidTypeIdException unknown
                ? "%s '%s' is not known here (expected: the version that wrote it, or a later one; nothing is lost)."
                        .formatted(unknown.getBaseType().getRawClass().getSimpleName(), unknown.getTypeId())
                : cannot.getClass().getSimpleName();
    }

    /** A {@link DurableState} with plain lists in place of persistent collections. */
    record StoredState<S>(
            @JsonProperty("l") S logic,
            @JsonProperty("m") Map<Address, Inbound.Mark> marks,
            @JsonProperty("f") long floor,
            @JsonProperty("n") long lastNumber,
            @JsonProperty("p") Map<Address, List<Numbered>> pending,
            @JsonProperty("r") List<RequestLog.Entry> requests,
            @JsonProperty("s") List<Long> steps,
            @JsonProperty("c") long createdAt,
            @JsonProperty("u") long updatedAt) {

        @SuppressWarnings("unchecked") // a PVector is a List, and is only read
        static <S> StoredState<S> of(DurableState<S> state) {
            return new StoredState<>(
                    state.logic(),
                    state.inbound().marks(),
                    state.inbound().floor(),
                    state.outbox().lastNumber(),
                    (Map<Address, List<Numbered>>)
                            (Map<Address, ?>) state.outbox().pending(),
                    state.requests().order(),
                    state.steps(),
                    state.createdAt(),
                    state.updatedAt());
        }

        DurableState<S> live() {
            var queues = HashTreePMap.<Address, PVector<Numbered>>empty();
            for (var queue : orEmpty(pending).entrySet()) {
                queues = queues.plus(queue.getKey(), TreePVector.from(queue.getValue()));
            }
            return new DurableState<>(
                    logic,
                    new Inbound(HashTreePMap.from(orEmpty(marks)), floor),
                    new Outbox(lastNumber, queues),
                    RequestLog.EMPTY.with(requests == null ? List.of() : requests, Integer.MAX_VALUE, 0),
                    steps == null ? List.of() : new ArrayList<>(steps),
                    createdAt,
                    updatedAt);
        }

        private static <K, V> Map<K, V> orEmpty(Map<K, V> map) {
            return map == null ? Map.of() : map;
        }
    }

    /** Addresses travel as their text. */
    private static SimpleModule addresses() {
        var module = new SimpleModule("perdure-addresses");
        module.addSerializer(new StdSerializer<>(Address.class) {
            @Override
            public void serialize(Address address, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(address.text());
            }
        });
        module.addKeySerializer(Address.class, new StdSerializer<>(Address.class) {
            @Override
            public void serialize(Address address, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeFieldName(address.text());
            }
        });
        module.addDeserializer(Address.class, new StdDeserializer<>(Address.class) {
            @Override
            public Address deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return Address.parse(in.getText());
            }
        });
        module.addKeyDeserializer(Address.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return Address.parse(key);
            }
        });
        // Times of the logics have the precision of the kernel's clock.
        module.addSerializer(new StdSerializer<>(Instant.class) {
            @Override
            public void serialize(Instant at, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeNumber(at.toEpochMilli());
            }

            @Override
            public void serializeWithType(
                    Instant at, JsonGenerator out, SerializerProvider provider, TypeSerializer types)
                    throws IOException {
                serialize(at, out, provider);
            }
        });
        module.addDeserializer(Instant.class, new StdDeserializer<>(Instant.class) {
            @Override
            public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return Instant.ofEpochMilli(in.getLongValue());
            }
        });
        return module;
    }
}
