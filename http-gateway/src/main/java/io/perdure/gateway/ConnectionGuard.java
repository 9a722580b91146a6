package io.perdure.gateway;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.Connection;
import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.javadsl.Flow;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.time.Duration;

/**
 * Stands between one connection and the gateway. A connection that has nothing in work gets a limited time for the headers of
 * its next request, however slowly they trickle in; then it is closed. With many connections open the time is shorter, so
 * that who only holds connections cannot keep others out.
 */
final class ConnectionGuard extends GraphStage<BidiShape<HttpRequest, HttpRequest, HttpResponse, HttpResponse>> {
    private static final Connection CLOSE = Connection.create("close");

    private final Inlet<HttpRequest> fromClient = Inlet.create("guard.fromClient");
    private final Outlet<HttpRequest> toGateway = Outlet.create("guard.toGateway");
    private final Inlet<HttpResponse> fromGateway = Inlet.create("guard.fromGateway");
    private final Outlet<HttpResponse> toClient = Outlet.create("guard.toClient");
    private final DoorLimits limits;
    private final Connections connections;

    ConnectionGuard(DoorLimits limits, Connections connections) {
        this.limits = limits;
        this.connections = connections;
    }

    @Override
    public BidiShape<HttpRequest, HttpRequest, HttpResponse, HttpResponse> shape() {
        return BidiShape.of(fromClient, toGateway, fromGateway, toClient);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Watch();
    }

    private final class Watch extends TimerGraphStageLogic {
        private long idleSince = System.nanoTime();
        private int requests;
        private int inWork;

        Watch() {
            super(ConnectionGuard.this.shape());
            setHandler(fromClient, new AbstractInHandler() {
                @Override
                public void onPush() {
                    requests++;
                    if (inWork++ == 0) {
                        connections.toWork();
                    }
                    push(toGateway, grab(fromClient));
                }

                @Override
                public void onUpstreamFinish() {
                    complete(toGateway);
                }
            });
            setHandler(toGateway, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    pull(fromClient);
                }

                @Override
                public void onDownstreamFinish(Throwable cause) {
                    cancel(fromClient, cause);
                }
            });
            setHandler(fromGateway, new AbstractInHandler() {
                @Override
                public void onPush() {
                    HttpResponse answer = grab(fromGateway);
                    boolean last = requests >= limits.requestsPerConnection() || connections.closing();
                    push(toClient, inWorkUntilSent(last ? answer.addHeader(CLOSE) : answer, last));
                }

                @Override
                public void onUpstreamFinish() {
                    complete(toClient);
                }
            });
            setHandler(toClient, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    pull(fromGateway);
                }

                @Override
                public void onDownstreamFinish(Throwable cause) {
                    cancel(fromGateway, cause);
                }
            });
        }

        /** An answer that goes on for long, such as a stream of events, is work until it ends. */
        private HttpResponse inWorkUntilSent(HttpResponse answer, boolean last) {
            if (answer.entity().isStrict()) {
                done(last);
                return answer;
            }
            var ended = createAsyncCallback(this::done);
            return answer.transformEntityDataBytes(Flow.of(ByteString.class).watchTermination((material, end) -> {
                var unused = end.whenCompleteAsync((done, failure) -> ended.invoke(last), Runnable::run);
                return material;
            }));
        }

        /** The last answer is sent when the connection is closed: until then it may be on its way. */
        private void done(boolean last) {
            idleSince = System.nanoTime();
            if (inWork > 1 || !last) {
                inWork--;
                if (inWork == 0) {
                    connections.workDone();
                }
            }
        }

        @Override
        public void preStart() {
            connections.opened();
            Duration look = limits.idleLook();
            scheduleWithFixedDelay("idle", look, look);
        }

        @Override
        public void postStop() {
            connections.closed();
            if (inWork > 0) {
                connections.workDone();
            }
        }

        @Override
        public void onTimer(Object key) {
            if (inWork == 0
                    && System.nanoTime() - idleSince
                            >= limits.idle(connections.open()).toNanos()) {
                completeStage();
            }
        }
    }
}
