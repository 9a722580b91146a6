package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** One event of each type, and how users see it. */
final class HistorySamples {

    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Instant DUE = Instant.parse("2026-03-01T13:00:00Z");
    private static final FailureDetails FAILURE = new FailureDetails(
            "shop.CardDeclined",
            "no money",
            "at shop",
            FailureDetails.of("shop.Bank", "closed", false),
            true,
            Map.of("code", 7));
    private static final String FAILURE_JSON =
            "{'errorType':'shop.CardDeclined','errorMessage':'no money','stackTrace':'at shop','innerFailure':"
                    + "{'errorType':'shop.Bank','errorMessage':'closed','stackTrace':'','nonRetriable':false,'properties':{}},"
                    + "'nonRetriable':true,'properties':{'code':7}}";

    private HistorySamples() {}

    static final Map<HistoryEvent, String> READABLE = readable();

    private static Map<HistoryEvent, String> readable() {
        Map<HistoryEvent, String> all = new LinkedHashMap<>();
        all.put(new HistoryEvent.OrchestratorStarted(AT), "");
        all.put(new HistoryEvent.OrchestratorCompleted(AT), "");
        all.put(
                new HistoryEvent.ExecutionStarted(
                        AT,
                        "Order",
                        "1.0",
                        "{\"n\": 1.50}",
                        "x-1",
                        2,
                        new HistoryEvent.Parent("Day", "d-1", "r-1", 3),
                        Map.of("team", "shop"),
                        DUE),
                "'name':'Order','version':'1.0','input':'{\\\"n\\\": 1.50}','executionId':'x-1','generation':2,"
                        + "'parent':{'name':'Day','instanceId':'d-1','run':'r-1','actionId':3},'tags':{'team':'shop'},"
                        + "'scheduledStart':'2026-03-01T13:00:00Z'");
        all.put(
                new HistoryEvent.ExecutionCompleted(AT, RuntimeStatus.Completed, "42", null, null),
                "'status':'Completed','result':'42'");
        all.put(
                new HistoryEvent.ExecutionCompleted(
                        AT, RuntimeStatus.Failed, null, FAILURE, new HistoryEvent.FailedTasks(List.of(0, 3), 4)),
                "'status':'Failed','failure':" + FAILURE_JSON + ",'causedBy':{'actionIds':[0,3],'firstAfter':4}");
        all.put(new HistoryEvent.ExecutionTerminated(AT, "\"late\"", true), "'reason':'\\\"late\\\"','recursive':true");
        all.put(new HistoryEvent.ExecutionSuspended(AT, "\"audit\""), "'reason':'\\\"audit\\\"'");
        all.put(new HistoryEvent.ExecutionResumed(AT, null), "");
        all.put(
                new HistoryEvent.ExecutionRewound(AT, null, "x-2", List.of(1, 2), List.of(0)),
                "'executionId':'x-2','removed':[1,2],'children':[0]");
        all.put(new HistoryEvent.ContinueAsNew(AT, "5"), "'input':'5'");
        all.put(
                new HistoryEvent.TaskScheduled(AT, 0, "Charge", "1", Map.of(), 1_000, 0, -1),
                "'id':0,'name':'Charge','input':'1','tags':{},'timeoutMillis':1000,'heartbeatMillis':0,'retryOf':-1");
        all.put(new HistoryEvent.TaskCompleted(AT, 0, "2"), "'actionId':0,'result':'2'");
        all.put(new HistoryEvent.TaskFailed(AT, 0, FAILURE), "'actionId':0,'failure':" + FAILURE_JSON);
        all.put(
                new HistoryEvent.SubOrchestrationInstanceCreated(AT, 1, "Ship", "s-1", null, "", Map.of("a", "b"), -1),
                "'id':1,'name':'Ship','instanceId':'s-1','version':'','tags':{'a':'b'},'retryOf':-1");
        all.put(new HistoryEvent.SubOrchestrationInstanceCompleted(AT, 1, null), "'actionId':1");
        all.put(
                new HistoryEvent.SubOrchestrationInstanceFailed(AT, 1, FAILURE),
                "'actionId':1,'failure':" + FAILURE_JSON);
        all.put(
                new HistoryEvent.OrchestrationStartSent(AT, 2, "Mail", "m-1", "[]", "1.0", Map.of()),
                "'id':2,'name':'Mail','instanceId':'m-1','input':'[]','version':'1.0','tags':{}");
        all.put(new HistoryEvent.TimerCreated(AT, 3, DUE, -1), "'id':3,'fireAt':'2026-03-01T13:00:00Z','retryOf':-1");
        all.put(new HistoryEvent.TimerFired(AT, 3, DUE), "'actionId':3,'fireAt':'2026-03-01T13:00:00Z'");
        all.put(
                new HistoryEvent.EventSent(AT, 4, "Go", "o-2", "true"),
                "'id':4,'name':'Go','instanceId':'o-2','input':'true'");
        all.put(new HistoryEvent.EventRaised(AT, "Approval", "true"), "'name':'Approval','input':'true'");
        all.put(
                new HistoryEvent.EntityOperationSignaled(AT, 5, "@counter@a", "add", "1", DUE),
                "'id':5,'entity':'@counter@a','name':'add','input':'1','scheduledAt':'2026-03-01T13:00:00Z'");
        all.put(
                new HistoryEvent.EntityOperationCalled(AT, 6, "@counter@a", "get", null),
                "'id':6,'entity':'@counter@a','name':'get'");
        all.put(new HistoryEvent.EntityOperationCompleted(AT, 6, "1"), "'actionId':6,'result':'1'");
        all.put(new HistoryEvent.EntityOperationFailed(AT, 6, FAILURE), "'actionId':6,'failure':" + FAILURE_JSON);
        all.put(
                new HistoryEvent.EntityLockRequested(AT, 7, List.of("@account@a", "@account@b")),
                "'id':7,'entities':['@account@a','@account@b']");
        all.put(new HistoryEvent.EntityLockGranted(AT, 7), "'actionId':7");
        all.put(new HistoryEvent.EntityUnlockSent(AT, 8, 7), "'id':8,'lockId':7");
        return all;
    }

    static List<HistoryEvent> events() {
        return List.copyOf(READABLE.keySet());
    }

    /** Event and line. */
    static Stream<Arguments> lines() {
        return READABLE.entrySet().stream().map(sample -> Arguments.of(sample.getKey(), line(sample)));
    }

    private static String line(Map.Entry<HistoryEvent, String> sample) {
        String head = "{'eventType':'%s','timestamp':'2026-03-01T12:00:00.123Z'"
                .formatted(sample.getKey().type());
        String rest = sample.getValue().isEmpty() ? "" : ',' + sample.getValue();
        return (head + rest + '}').replace('\'', '"');
    }
}
