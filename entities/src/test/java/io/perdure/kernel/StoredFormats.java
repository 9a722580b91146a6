package io.perdure.kernel;

import io.perdure.wire.Format;
import io.perdure.wire.Samples;
import java.util.List;

/** What the journal has of a logic: steps and states. */
public final class StoredFormats {
    private StoredFormats() {}

    /**
     * The formats of a kind.
     *
     * @param samples know every type of state and delta that is no record
     */
    public static <S, D> List<Format> of(String kind, Class<S> stateType, Class<D> deltaType, Samples samples) {
        var codec = new KernelCodec<S, D>(stateType, deltaType);
        return List.of(step(kind, deltaType, samples, codec), state(kind, stateType, samples, codec));
    }

    @SuppressWarnings("unchecked") // the samples are of these types
    private static <S, D> Format step(String kind, Class<D> type, Samples samples, KernelCodec<S, D> codec) {
        return new Format(
                kind + "/" + KernelCodec.STEP,
                samples.full(StepEvent.class, type),
                samples.least(StepEvent.class, type),
                step -> codec.encode((StepEvent<D>) step),
                codec::decodeEvent);
    }

    @SuppressWarnings("unchecked") // the samples are of these types
    private static <S, D> Format state(String kind, Class<S> type, Samples samples, KernelCodec<S, D> codec) {
        return new Format(
                kind + "/" + KernelCodec.STATE,
                ((KernelCodec.StoredState<S>) samples.full(KernelCodec.StoredState.class, type)).live(),
                ((KernelCodec.StoredState<S>) samples.least(KernelCodec.StoredState.class, type)).live(),
                state -> codec.encode((DurableState<S>) state),
                codec::decodeState);
    }
}
