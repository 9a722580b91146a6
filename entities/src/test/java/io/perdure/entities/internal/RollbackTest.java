package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.callFrom;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityId;
import io.perdure.kernel.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RollbackTest {

    static class Account extends Entity<Account.State> {
        static class State {
            public int balance;
            public List<Object> notes = new ArrayList<>();
        }

        private boolean dirty;

        public int deposit(int amount) {
            state.balance += amount;
            context().signal(EntityId.of("audit", "a"), "deposited", amount);
            return state.balance;
        }

        public void breakHalfway(int amount) {
            deposit(amount);
            dirty = true;
            context().startOrchestration("Alarm", null);
            throw new IllegalStateException("halfway");
        }

        public boolean dirty() {
            return dirty;
        }

        public Object unwritableResult() {
            state.balance = -1;
            return new FunctionStyleTest.Endless();
        }

        public void unwritableState() {
            state.notes.add(new FunctionStyleTest.Endless());
        }

        public void linkage() {
            throw new NoClassDefFoundError("com/example/Missing");
        }

        public int recurse(int depth) {
            return recurse(depth + 1) + 1;
        }

        public int balance() {
            return state.balance;
        }
    }

    private final EntityFixture account = EntityFixture.of(Account.class);

    @Test
    @DisplayName("E-60: an operation that throws leaves no trace in the state")
    void state_rolled_back() {
        account.responses(call("deposit", "5"), call("breakHalfway", "7"));
        assertThat(account.result("balance")).isEqualTo("5");
    }

    @Test
    @DisplayName("E-60: messages of an operation that throws are not sent")
    void messages_rolled_back() {
        account.responses(signal("breakHalfway", "7"));
        assertThat(account.outgoing).isEmpty();
    }

    @Test
    @DisplayName("E-60: the error of a failed call is answered")
    void error_answered() {
        assertThat(account.failure("breakHalfway", "7").errorMessage()).isEqualTo("halfway");
    }

    @Test
    @DisplayName("E-60: operations before and after a failed one keep their effects")
    void others_keep_theirs() {
        assertThat(account.responses(call("deposit", "5"), call("breakHalfway", "7"), call("deposit", "1")))
                .last()
                .isEqualTo(Response.of("6"));
        assertThat(account.outgoing)
                .extracting(message -> message.message().body())
                .containsExactly("5", "1");
    }

    @Test
    @DisplayName("E-60: nothing of a failed operation is left in the object's fields")
    void fields_rolled_back() {
        assertThat(account.responses(signal("breakHalfway", "7"), call("dirty")))
                .last()
                .isEqualTo(Response.of("false"));
    }

    @Test
    @DisplayName("E-60: a result that cannot be written undoes its operation")
    void unwritable_result() {
        account.responses(call("deposit", "5"), call("unwritableResult"));
        assertThat(account.result("balance")).isEqualTo("5");
    }

    @Test
    @DisplayName("E-26: a state that cannot be written undoes its operation")
    void unwritable_state() {
        assertThat(account.responses(call("deposit", "5"), call("unwritableState"), call("balance")))
                .satisfies(responses -> assertThat(responses.get(1).failure().errorMessage())
                        .startsWith("State of @account@a cannot be written as JSON: "))
                .last()
                .isEqualTo(Response.of("5"));
    }

    @Test
    @DisplayName("E-64: with rollback off, changes before the exception stay")
    void off_keeps_state() {
        account.withoutRollback();
        account.responses(call("deposit", "5"), call("breakHalfway", "7"));
        assertThat(account.result("balance")).isEqualTo("12");
    }

    @Test
    @DisplayName("E-64: with rollback off, messages before the exception go out")
    void off_keeps_messages() {
        account.withoutRollback();
        account.responses(signal("breakHalfway", "7"));
        assertThat(account.outgoing).hasSize(2);
    }

    @Test
    @DisplayName("E-64: with rollback off, a state that cannot be written at the end fails all results")
    void off_unwritable_fails_all() {
        account.withoutRollback();
        account.withState("{\"balance\":3}", 1);
        assertThat(account.responses(call("deposit", "5"), call("unwritableState")))
                .allSatisfy(response -> assertThat(response.failure()).isNotNull());
        assertThat(account.json()).isEqualTo("{\"balance\":3}");
    }

    @Test
    @DisplayName("E-64: and no messages go out, but the answers that say so")
    void off_unwritable_sends_nothing() {
        account.withoutRollback();
        account.done(callFrom(EntityFixture.ORCHESTRATION, "1", "deposit", "5"), call("unwritableState"));
        assertThat(account.outgoing)
                .singleElement()
                .satisfies(message -> assertThat(message.message().attributes()).containsKey("failure"));
    }

    @Test
    @DisplayName("E-65: the operation after a failed one runs")
    void not_stopped() {
        assertThat(account.responses(signal("breakHalfway", "1"), call("balance")))
                .containsExactly(Response.ACCEPTED, Response.of("0"));
    }

    @Test
    @DisplayName("E-66: a constructor that throws fails every operation and leaves the state")
    void constructor_throws() {
        var fixture = EntityFixture.of(Account.class, () -> {
                    throw new IllegalStateException("no database");
                })
                .withState("{\"balance\":3}", 1);
        assertThat(fixture.responses(call("balance"), call("deposit", "1")))
                .extracting(response -> response.failure().errorMessage())
                .containsExactly("no database", "no database");
        assertThat(fixture.json()).isEqualTo("{\"balance\":3}");
    }

    @Test
    @DisplayName("E-67: an Error of the JVM fails the operation")
    void linkage_error() {
        assertThat(account.failure("linkage").errorType()).isEqualTo("java.lang.NoClassDefFoundError");
    }

    @Test
    @DisplayName("E-67: endless recursion fails the operation and not the batch, which would come again for ever")
    void stack_overflow() {
        assertThat(account.responses(call("recurse", "0"), call("balance")))
                .satisfies(responses ->
                        assertThat(responses.get(0).failure().errorType()).isEqualTo("java.lang.StackOverflowError"))
                .last()
                .isEqualTo(Response.of("0"));
    }

    @Test
    @DisplayName("E-97: a failed signal is accepted all the same")
    void failed_signal_accepted() {
        assertThat(account.responses(signal("breakHalfway", "7"))).containsExactly(Response.ACCEPTED);
    }

    @Test
    @DisplayName("E-96: an exception whose message throws is still reported")
    void hostile_exception() {
        var fixture = EntityFixture.of(context -> {
            throw new RuntimeException() {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("hostile");
                }
            };
        });
        assertThat(fixture.failure("x").errorMessage()).contains("cannot be described");
    }
}
