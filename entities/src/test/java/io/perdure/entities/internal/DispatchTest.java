package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityContext;
import io.perdure.entities.Operation;
import io.perdure.kernel.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DispatchTest {

    abstract static class Base<T> extends Entity<List<T>> {
        public T echo(T value) {
            return value;
        }

        public String inherited() {
            return "base";
        }

        public abstract String overridden(T value);
    }

    record Line(String product, int quantity) {}

    static class Everything extends Base<Line> {
        private int uses;

        @Override
        protected List<Line> initialState() {
            return new ArrayList<>();
        }

        @Override
        public String overridden(Line value) {
            return value.product();
        }

        public void add(Line line) {
            state.add(line);
        }

        public int addPrimitive(int amount) {
            return amount;
        }

        public String bound(Operation operation, Line line, EntityContext context) {
            return operation.name() + line.quantity() + context.id().key();
        }

        public boolean hasInput(@Nullable Line line) {
            return line != null;
        }

        public CompletionStage<String> later() {
            return CompletableFuture.completedFuture("later");
        }

        public Future<String> future() {
            var task = new FutureTask<>(() -> "future");
            task.run();
            return task;
        }

        public CompletionStage<String> failsLater() {
            return CompletableFuture.failedFuture(new IOException("later"));
        }

        public void throwsChecked() throws IOException {
            throw new IOException("disk");
        }

        public int twice(EntityContext context) throws Exception {
            dispatch("add", new Line("a", 1));
            dispatch("ADD", new Line("b", 2));
            return state.size();
        }

        public Object inlineContext() throws Exception {
            return dispatch("bound", new Line("a", 7));
        }

        public int uses() {
            return ++uses;
        }

        public static int notAnOperation() {
            return 1;
        }

        void hidden() {}

        @Override
        public String toString() {
            return "not an operation";
        }
    }

    private final EntityFixture entity = EntityFixture.of(Everything.class);

    @Test
    @DisplayName("E-30: names are matched without regard to case")
    void any_case() {
        assertThat(entity.result("INHERITED")).isEqualTo("\"base\"");
    }

    @Test
    @DisplayName("E-30: matching names does not depend on the locale")
    void any_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(EntityFixture.of(Everything.class).result("INHERITED")).isEqualTo("\"base\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("E-36: methods of superclasses are operations, with their type variables resolved")
    void inherited_generic() {
        assertThat(entity.result("echo", "{\"product\":\"tea\",\"quantity\":2}"))
                .isEqualTo("{\"product\":\"tea\",\"quantity\":2}");
    }

    @Test
    @DisplayName("E-36: an override of a generic method is one operation, not two")
    void generic_override() {
        assertThat(entity.result("overridden", "{\"product\":\"tea\",\"quantity\":2}"))
                .isEqualTo("\"tea\"");
    }

    @Test
    @DisplayName("E-36: static, hidden and Object's methods are no operations")
    void not_operations() {
        assertThat(entity.responses(call("notAnOperation"), call("hidden"), call("toString"), call("getClass")))
                .allSatisfy(
                        response -> assertThat(response.failure().errorType()).endsWith("UnknownOperationException"));
    }

    @Test
    @DisplayName("E-36: the framework's methods are no operations")
    void framework_hidden() {
        assertThat(entity.failure("initialState").errorMessage()).contains("has no operation 'initialState'");
    }

    @Test
    @DisplayName("E-38: parameters are bound by type, in any order")
    void bound_by_type() {
        assertThat(entity.result("bound", "{\"product\":\"tea\",\"quantity\":2}"))
                .isEqualTo("\"bound2a\"");
    }

    @Test
    @DisplayName("E-38: a missing input is null for a reference")
    void missing_reference() {
        assertThat(entity.result("hasInput")).isEqualTo("false");
    }

    @Test
    @DisplayName("E-38: a missing input for a primitive fails the operation")
    void missing_primitive() {
        assertThat(entity.failure("addPrimitive").errorMessage())
                .isEqualTo("Operation 'addPrimitive' of @everything@a needs an input of type int, but got none.");
    }

    @Test
    @DisplayName("E-38: JSON's null is a missing input")
    void null_primitive() {
        assertThat(entity.failure("addPrimitive", "null").errorMessage()).contains("but got none");
    }

    @Test
    @DisplayName("E-39: delete is implicit, in any case")
    void implicit_delete() {
        entity.responses(call("add", "{\"product\":\"tea\",\"quantity\":2}"), call("DELETE"));
        assertThat(entity.json()).isNull();
    }

    @Test
    @DisplayName("E-41: the exception of the method is reported itself")
    void exception_unwrapped() {
        assertThat(entity.failure("throwsChecked"))
                .extracting("errorType", "errorMessage", "innerFailure")
                .containsExactly("java.io.IOException", "disk", null);
    }

    @Test
    @DisplayName("E-42: a completion stage is awaited")
    void stage_awaited() {
        assertThat(entity.result("later")).isEqualTo("\"later\"");
    }

    @Test
    @DisplayName("E-42: a future is awaited")
    void future_awaited() {
        assertThat(entity.result("future")).isEqualTo("\"future\"");
    }

    @Test
    @DisplayName("E-41: the exception of a future is reported itself")
    void future_failure_unwrapped() {
        assertThat(entity.failure("failsLater").errorType()).isEqualTo("java.io.IOException");
    }

    @Test
    @DisplayName("E-42: void is no result")
    void void_is_null() {
        assertThat(entity.result("add", "{\"product\":\"tea\",\"quantity\":2}")).isNull();
    }

    @Test
    @DisplayName("E-43: one object serves a batch")
    void one_object_per_batch() {
        assertThat(entity.responses(call("uses"), call("uses"))).last().isEqualTo(Response.of("2"));
    }

    @Test
    @DisplayName("E-43: another batch has another object")
    void another_object_per_batch() {
        entity.result("uses");
        assertThat(entity.result("uses")).isEqualTo("1");
    }

    @Test
    @DisplayName("E-45: an entity runs its own operations in line, on the same state")
    void inline() {
        assertThat(entity.result("twice")).isEqualTo("2");
        assertThat(entity.outgoing).isEmpty();
    }

    @Test
    @DisplayName("E-45: an operation in line has its own name and input")
    void inline_context() {
        assertThat(entity.result("inlineContext")).isEqualTo("\"bound7a\"");
    }
}
