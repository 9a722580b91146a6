package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The instances in memory, what they say to each other, and what outlives them: journals and index. Only the loop's thread
 * is in here, but for {@link #serve}.
 */
final class MemoryNode {

    /** A logic with its journals. */
    private record Kind<S, D>(DurableLogic<S, D> logic, MemoryJournal<S, D> journals) {
        MemoryInstance<S, D> load(MemoryNode node, Address address) {
            return new MemoryInstance<>(node, address, logic, journals);
        }
    }

    private final KernelSettings settings;
    private final VirtualTime time;
    private final MemoryLoop loop;
    private final MemoryIndex index = new MemoryIndex();
    private final Map<String, Kind<?, ?>> kinds = new ConcurrentHashMap<>();
    private final Map<Address, MemoryInstance<?, ?>> instances = new TreeMap<>();
    private final Map<Address, VirtualTime.Alarm> wakers = new HashMap<>();
    private final SplittableRandom ids = new SplittableRandom(0);
    private ObjLongConsumer<Address> beforeCommit = (address, version) -> {};
    private ObjLongConsumer<Address> afterCommit = (address, version) -> {};
    private int crashes;

    MemoryNode(KernelSettings settings, VirtualTime time, MemoryLoop loop) {
        this.settings = settings;
        this.time = time;
        this.loop = loop;
    }

    KernelSettings settings() {
        return settings;
    }

    VirtualTime time() {
        return time;
    }

    MemoryLoop loop() {
        return loop;
    }

    MemoryIndex index() {
        return index;
    }

    long randomId() {
        return ids.nextLong();
    }

    <S, D> void serve(DurableLogic<S, D> logic) {
        kinds.put(logic.kind(), new Kind<>(logic, new MemoryJournal<>(logic, settings, time)));
    }

    boolean serves(String kind) {
        return kinds.containsKey(kind);
    }

    @Nullable
    MemoryJournal<?, ?> journals(String kind) {
        var of = kinds.get(kind);
        return of == null ? null : of.journals();
    }

    Collection<Address> loaded() {
        return List.copyOf(instances.keySet());
    }

    // --- between instances -------------------------------------------------------------------------------------------

    /** Sends, or drops when nobody serves the kind, as the cluster does: durable senders go on trying. */
    void send(Address to, Command.Wire command) {
        reach(to, instance -> instance.receive(command));
    }

    void ask(Address to, MemoryAsk<?> ask) {
        reach(to, instance -> instance.ask(ask));
    }

    /** A crash loses what is on its way. */
    private void reach(Address to, Consumer<MemoryInstance<?, ?>> how) {
        int life = crashes;
        loop.post(() -> {
            var kind = kinds.get(to.kind());
            if (kind != null && life == crashes) {
                how.accept(instances.computeIfAbsent(to, address -> kind.load(this, address)));
            }
        });
    }

    void ended(Address address) {
        instances.remove(address);
    }

    // --- the index and the waker -------------------------------------------------------------------------------------

    void index(InstanceRow row) {
        index.upsert(settings.hub(), List.of(row));
        watch(row.address(), 0);
    }

    /** Has an instance woken when its row says so, and again as long as the row goes on saying so. */
    private void watch(Address address, long notBefore) {
        var former = wakers.remove(address);
        if (former != null) {
            time.cancel(former);
        }
        index.find(settings.hub(), address).map(InstanceRow::wakeAt).ifPresent(at -> {
            long due = Math.max(notBefore, at.toEpochMilli());
            wakers.put(address, time.set(due, () -> wakeDue(address)));
        });
    }

    private void wakeDue(Address address) {
        index.find(settings.hub(), address).ifPresent(row -> send(address, new Command.Wake(row.version())));
        watch(address, time.now() + settings.wakerInterval().toMillis());
    }

    /**
     * An instance is no more. Time goes on beyond the numbers of what it has sent, if it is not there yet: one of the same
     * address would else send under numbers that receivers have taken already.
     */
    void erased(Address address, long lastNumber) {
        index.remove(settings.hub(), address);
        watch(address, 0);
        time.moveTo(lastNumber / 1_000 + 1);
    }

    // --- faults ------------------------------------------------------------------------------------------------------

    void beforeCommit(ObjLongConsumer<Address> listener) {
        beforeCommit = listener;
    }

    void afterCommit(ObjLongConsumer<Address> listener) {
        afterCommit = listener;
    }

    void beforeCommit(Address address, long version) {
        beforeCommit.accept(address, version);
    }

    void afterCommit(Address address, long version) {
        afterCommit.accept(address, version);
    }

    /** Everybody has nothing to do for a while. */
    void idle() {
        List.copyOf(instances.values()).forEach(instance -> instance.call(DurableCore::idle));
    }

    /** How far everybody is: changes with every commit, load and end. */
    String position() {
        var all = new StringBuilder();
        instances.forEach((address, instance) ->
                all.append(address).append(' ').append(instance.version()).append('\n'));
        return all.toString();
    }

    /** Everybody is gone, and what was on its way; then the node starts again. */
    void crash() {
        crashes++;
        end();
        index.active(settings.hub(), 0, Address.SLICES - 1, null, Integer.MAX_VALUE)
                .forEach(sleeper -> send(sleeper.address(), new Command.Wake(sleeper.version())));
        new TreeSet<>(wakers.keySet()).forEach(address -> watch(address, 0)); // a waker that starts looks at once
    }

    void end() {
        var all = List.copyOf(instances.values());
        instances.clear();
        all.forEach(MemoryInstance::end);
    }
}
