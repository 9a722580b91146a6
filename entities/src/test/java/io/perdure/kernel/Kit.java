package io.perdure.kernel;

import java.util.Arrays;
import java.util.List;

/** Small things that tests of the kernel are made of. */
final class Kit {
    static final Address A = new Address("tally", "t", "a");
    static final Address B = new Address("tally", "t", "b");
    static final Address C = new Address("tally", "t", "c");

    private Kit() {}

    static Message message(String name) {
        return Message.of("count", name, null);
    }

    /** Messages with these numbers; each is named after its number. */
    static List<Numbered> numbered(long... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(n -> new Numbered(n, message(Long.toString(n))))
                .toList();
    }

    static Outgoing to(Address address, String name) {
        return new Outgoing(address, message(name));
    }

    static List<String> names(List<Incoming> incoming) {
        return incoming.stream().map(one -> one.message().name()).toList();
    }

    static List<Long> numbers(List<Numbered> messages) {
        return messages.stream().map(Numbered::number).toList();
    }

    static DurableState<Tally.State> newState() {
        return DurableState.initial(Tally.LOGIC.initial(A));
    }
}
