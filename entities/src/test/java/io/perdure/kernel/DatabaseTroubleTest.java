package io.perdure.kernel;

import static io.perdure.kernel.KernelNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.ConfigFactory;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.OwnPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** One node and one server for all kinds of trouble: each leaves the node well, or the next one shows that it did not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A PostgreSQL server in trouble")
class DatabaseTroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Much less than any client waits; much more than it takes on a machine at rest. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    /** How much longer than it takes to look at it each trouble lasts. */
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("perdure.trouble.seconds", 0));

    private static final int CLIENTS = 6;

    private OwnPostgres server;
    private KernelNode node;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** What goes wrong, and how it ends. */
    enum Trouble {
        RESTART {
            @Override
            void begin(OwnPostgres server) {
                server.stop();
            }

            @Override
            void end(OwnPostgres server) {
                server.startAgain();
            }
        },
        CRASH {
            @Override
            void begin(OwnPostgres server) {
                server.crash();
            }

            @Override
            void end(OwnPostgres server) {
                server.startAgain();
            }
        },
        STALL {
            @Override
            void begin(OwnPostgres server) {
                server.freeze();
            }

            @Override
            void end(OwnPostgres server) {
                server.thaw();
            }
        },
        DISK_FULL {
            @Override
            void begin(OwnPostgres server) {
                fail(server, "disk_full");
            }

            @Override
            void end(OwnPostgres server) {
                server.execute("DROP FUNCTION trouble CASCADE");
            }
        },
        OUT_OF_MEMORY {
            @Override
            void begin(OwnPostgres server) {
                fail(server, "out_of_memory");
            }

            @Override
            void end(OwnPostgres server) {
                server.execute("DROP FUNCTION trouble CASCADE");
            }
        },
        /** As a primary that has become a standby. */
        READ_ONLY {
            @Override
            void begin(OwnPostgres server) {
                server.execute(
                        "ALTER SYSTEM SET default_transaction_read_only = on",
                        "SELECT pg_reload_conf()",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'perdure'");
            }

            @Override
            void end(OwnPostgres server) {
                server.execute(
                        "SET default_transaction_read_only = off",
                        "ALTER SYSTEM RESET default_transaction_read_only",
                        "SELECT pg_reload_conf()");
            }
        };

        abstract void begin(OwnPostgres server);

        abstract void end(OwnPostgres server);

        private static void fail(OwnPostgres server, String condition) {
            server.execute(
                    "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS "
                            + "'BEGIN RAISE EXCEPTION USING ERRCODE = ''%s'', MESSAGE = ''no room''; END'"
                                    .formatted(condition),
                    "CREATE TRIGGER trouble BEFORE INSERT ON event_journal FOR EACH ROW EXECUTE FUNCTION trouble()",
                    "CREATE TRIGGER trouble BEFORE INSERT ON perdure_instance FOR EACH ROW EXECUTE FUNCTION trouble()");
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new OwnPostgres(directory);
        node = new KernelNode(ConfigFactory.parseString("""
                        perdure.pool.connection-timeout = 1 second
                        perdure.postgres.socket-timeout = 5 seconds
                        """).withFallback(server.settings()));
    }

    @AfterAll
    void stop() {
        node.close();
        server.close();
    }

    @BeforeEach
    void watchLog() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void unwatchLog() {
        root().detachAppender(log);
        log.list.clear();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    @DisplayName("loses and doubles nothing; is known at once to who comes meanwhile; is over by itself")
    void ridden_out(Trouble trouble) {
        try (var ledger = new Ledger(node.client, trouble.name(), CLIENTS)) {
            ledger.awaitAcknowledged(50);

            trouble.begin(server);
            await("readiness goes off").atMost(PATIENCE).until(() -> !isReady());
            checkAnswers(trouble.name());
            await("the trouble's length")
                    .pollDelay(LENGTH)
                    .atMost(LENGTH.plus(PATIENCE))
                    .until(() -> !isReady());

            long back = System.nanoTime();
            trouble.end(server);
            await("readiness is back").atMost(PATIENCE).until(this::isReady);
            ledger.awaitAcknowledged(50);
            System.out.printf(
                    "%s: work resumed %d ms after the end began%n",
                    trouble, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back));

            ledger.stop();
            assertThat(ledger.violations()).isEmpty();
            checkLog();
        }
    }

    /** Of an instance in memory, of one that is not, of a new one, and of the index; several times, as there is no queue. */
    private void checkAnswers(String name) {
        for (int round = 0; round < 3; round++) {
            long begin = System.nanoTime();
            assertThat(failure(() -> node.ask(name + "-other-" + begin, Slate.add(1))))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(failure(() -> get(node.client.create(Slate.at(name + "-new-" + begin), Slate.add(1), null))))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(failure(() -> get(node.client.query(everything()))))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PROMPT);
        }
    }

    private static InstanceQuery everything() {
        return new InstanceQuery(Slate.KIND, null, null, null, Set.of(), null, null, null, 100);
    }

    /** No stack, and no line per request. */
    private void checkLog() {
        var lines = log.list.stream()
                .filter(line -> !line.getLoggerName().startsWith("io.zonky")) // of the server that the test crashed
                .toList();
        assertThat(lines)
                .filteredOn(line -> line.getThrowableProxy() != null)
                .filteredOn(line -> !line.getLoggerName().startsWith("com.zaxxer")) // one for each connection at most
                .as("stacks")
                .isEmpty();
        assertThat(lines).as("lines").hasSizeLessThan(60);
    }

    private boolean isReady() {
        try {
            node.kernel.ping().get(2, TimeUnit.SECONDS);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private static Throwable failure(Runnable call) {
        try {
            call.run();
            return null;
        } catch (AssertionError e) {
            Throwable cause = e;
            while (cause.getCause() != null
                    && !(cause instanceof StoreUnavailableException)
                    && !(cause instanceof OutcomeUnknownException)) {
                cause = cause.getCause();
            }
            return cause instanceof CompletionException ? cause.getCause() : cause;
        }
    }
}
