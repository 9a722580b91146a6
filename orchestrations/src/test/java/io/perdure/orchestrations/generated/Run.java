package io.perdure.orchestrations.generated;

import com.typesafe.config.Config;
import io.perdure.entities.EntityId;
import io.perdure.entities.internal.EntityMessages;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.MemoryKernel;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.internal.DefaultOrchestrationClient;
import io.perdure.orchestrations.internal.OrchestrationClientSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run has come to.
 *
 * @param commits of all instances
 * @param instances by id
 * @param entities facts and state as JSON, by key
 * @param logged by the replay-safe logger
 */
record Run(
        Case one,
        Crashes crashes,
        int commits,
        Map<String, Told> instances,
        Map<String, String> entities,
        List<String> logged) {

    /**
     * What is told of one instance.
     *
     * @param output for a failed one what it failed with
     */
    record Told(RuntimeStatus status, String output, String customStatus, String exported) {}

    static Run of(
            MemoryKernel kernel,
            Config config,
            Case one,
            Crashes crashes,
            Crashes.Commits commits,
            List<String> logged) {
        var client = new DefaultOrchestrationClient(
                kernel.client(), OrchestrationClientSettings.of(config), name -> Optional.empty());
        Map<String, Told> instances = new TreeMap<>();
        Map<String, String> entities = new TreeMap<>();
        for (Address address : commits.instances) {
            if (address.kind().equals(EntityMessages.KIND)) {
                entities.put(address.key(), facts(kernel, address));
            } else {
                var known = client.get(address.key(), true).join();
                var exported = client.exportHistory(address.key());
                known.ifPresent(facts -> instances.put(address.key(), told(facts, exported.join())));
            }
        }
        return new Run(one, crashes, commits.count, instances, entities, logged);
    }

    private static Told told(OrchestrationMetadata facts, String exported) {
        String output = facts.status() == RuntimeStatus.Failed
                ? facts.failure().map(Run::describe).orElse("no failure")
                : String.valueOf(facts.outputJson());
        return new Told(facts.status(), output, String.valueOf(facts.customStatusJson()), exported);
    }

    private static String describe(FailureDetails failure) {
        String inner = failure.innerFailure() == null ? "" : " <- " + describe(failure.innerFailure());
        return failure.errorType() + ": " + failure.errorMessage() + inner;
    }

    private static String facts(MemoryKernel kernel, Address address) {
        var question = new Message(
                EntityMessages.READ_METADATA, Ledger.NAME, null, 0, Map.of(EntityMessages.FETCH_STATE, "true"));
        var id = EntityId.of(Ledger.NAME, address.key());
        return String.valueOf(kernel.client()
                .read(EntityMessages.addressOf(id), question)
                .join()
                .answer()
                .result());
    }
}
