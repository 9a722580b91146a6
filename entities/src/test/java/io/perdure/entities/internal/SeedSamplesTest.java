package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.Operation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeedSamplesTest {

    private static final EntityFunction COUNTER = context -> {
        int count = context.state(Integer.class, () -> 0);
        String operation = context.operation().toLowerCase(Locale.ROOT);
        if (operation.equals("add")) {
            context.setState(count + context.input(Integer.class));
        } else if (operation.equals("reset")) {
            context.setState(0);
        } else if (operation.equals("get")) {
            return count;
        }
        return null;
    };

    @Test
    @DisplayName("E-123: a counter in function style, names in any case")
    void counter() {
        var counter = EntityFixture.of(COUNTER);
        counter.responses(signal("Add", "2"), signal("ADD", "3"));
        assertThat(counter.result("get")).isEqualTo("5");
    }

    @Test
    @DisplayName("E-123: and reset")
    void counter_reset() {
        var counter = EntityFixture.of(COUNTER);
        counter.responses(signal("add", "2"), signal("Reset"));
        assertThat(counter.result("get")).isEqualTo("0");
    }

    /** What the profile writes to; not part of its state. */
    interface Log {
        void write(String line);
    }

    static class CertificationProfile {
        private final Log log;
        private String owner = "";
        public final Map<String, LocalDate> certifications = new TreeMap<>();

        CertificationProfile(Log log) {
            this.log = log;
        }

        public String getOwner() {
            return owner;
        }

        public void setOwner(String newOwner) {
            owner = newOwner;
        }

        record Certification(String code, LocalDate date) {}

        public void initialise(String newOwner) {
            log.write("profile of " + newOwner);
            owner = newOwner;
        }

        public void upsert(Certification certification) {
            certifications.put(certification.code(), certification.date());
        }

        public void remove(String code) {
            certifications.remove(code);
        }

        public void cleanAll() {
            certifications.clear();
        }
    }

    private final List<String> lines = new ArrayList<>();
    private final EntityFixture profile =
            EntityFixture.of(CertificationProfile.class, () -> new CertificationProfile(lines::add));

    @Test
    @DisplayName("E-124: a profile of certifications, with a logger injected by a factory")
    void profile_initialised() {
        profile.responses(signal("initialise", "\"ann\""));
        assertThat(lines).containsExactly("profile of ann");
        assertThat(profile.json()).isEqualTo("{\"owner\":\"ann\",\"certifications\":{}}");
    }

    @Test
    @DisplayName("E-124: certifications come and go, over several batches")
    void certifications() {
        profile.responses(signal("initialise", "\"ann\""));
        profile.responses(
                signal("upsert", "{\"code\":\"AZ-204\",\"date\":\"2026-01-31\"}"),
                signal("upsert", "{\"code\":\"AZ-900\",\"date\":\"2025-01-31\"}"));
        profile.responses(signal("remove", "\"AZ-900\""));
        assertThat(profile.json()).isEqualTo("{\"owner\":\"ann\",\"certifications\":{\"AZ-204\":\"2026-01-31\"}}");
    }

    @Test
    @DisplayName("E-124: all certifications cleaned")
    void certifications_cleaned() {
        profile.responses(signal("upsert", "{\"code\":\"AZ-204\",\"date\":\"2026-01-31\"}"), signal("cleanAll"));
        assertThat(profile.json()).isEqualTo("{\"owner\":\"\",\"certifications\":{}}");
    }

    static class LoggedProfile extends Entity<TreeMap<String, String>> {
        private final Log log;

        LoggedProfile(Log log) {
            this.log = log;
        }

        @Override
        protected @Nullable Object dispatch(Operation operation) throws Exception {
            log.write("begin " + operation.name());
            Object result = super.dispatch(operation);
            log.write("end " + operation.name());
            return result;
        }

        public void upsert(List<String> entry) {
            state.put(entry.get(0), entry.get(1));
        }
    }

    @Test
    @DisplayName("E-124: dispatch wrapped by the entity")
    void custom_dispatch() {
        var logged = EntityFixture.of(LoggedProfile.class, () -> new LoggedProfile(lines::add));
        logged.responses(signal("Upsert", "[\"AZ-204\",\"passed\"]"));
        assertThat(lines).containsExactly("begin Upsert", "end Upsert");
        assertThat(logged.json()).isEqualTo("{\"AZ-204\":\"passed\"}");
    }

    static class Reminder extends Entity<Integer> {
        @Override
        protected Integer initialState() {
            return 0;
        }

        public void remind(Duration in) {
            context().signal(context().id(), "ring", null, in);
        }

        public void ring() {
            state++;
            if (state < 3) {
                remind(Duration.ofHours(1));
            }
        }
    }

    @Test
    @DisplayName("E-127: a reminder signals itself at a time, and again")
    void reminder() {
        var reminder = EntityFixture.of(Reminder.class);
        reminder.done(signal("remind", "\"PT1H\""));
        for (int round = 1; round <= 3; round++) {
            var own = reminder.outgoing.remove(0).message();
            reminder.now = NOON.plus(Duration.ofHours(round));
            assertThat(own.dueAt()).isEqualTo(reminder.now.toEpochMilli());
            reminder.done(signal(own.name(), own.body()));
        }
        assertThat(reminder.json()).isEqualTo("3");
        assertThat(reminder.outgoing).isEmpty();
    }

    static class Meter extends Entity<Integer> {
        @Override
        protected Integer initialState() {
            return 0;
        }

        public void add(int amount) {
            boolean below = state < 10;
            state += amount;
            if (below && state >= 10) {
                context().startOrchestration("Notify", state);
            }
        }
    }

    @Test
    @DisplayName("E-128: an entity that reaches a threshold starts an orchestration, once")
    void threshold() {
        var meter = EntityFixture.of(Meter.class);
        meter.responses(signal("add", "9"), signal("add", "2"), signal("add", "1"));
        assertThat(meter.outgoing).singleElement().satisfies(out -> {
            assertThat(out.message().name()).isEqualTo("Notify");
            assertThat(out.message().body()).isEqualTo("11");
        });
    }

    record Line(String product, int quantity) {}

    static class ShoppingCart {
        public Map<String, Integer> quantities = new TreeMap<>();

        public void addProduct(Line line) {
            quantities.merge(line.product(), line.quantity(), Integer::sum);
        }

        public void empty() {
            quantities.clear();
        }
    }

    @Test
    @DisplayName("A shopping cart: a plain class, its fields the state")
    void shopping_cart() {
        var cart = EntityFixture.of(ShoppingCart.class);
        cart.responses(signal("addProduct", "{\"product\":\"tea\",\"quantity\":2}"));
        cart.responses(signal("addProduct", "{\"product\":\"tea\",\"quantity\":1}"));
        assertThat(cart.json()).isEqualTo("{\"quantities\":{\"tea\":3}}");
    }
}
