package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.kernel.Address;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.DurableClient.View;
import io.perdure.kernel.Message;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Asks orchestrations whether they may still release the locks that they hold (E-107). */
final class LockOwners {

    private static final Set<String> ENDED = Set.of("Completed", "Failed", "Canceled", "Terminated");

    /** Of the answer to {@link EntityMessages#READ_STATUS}. */
    private record Status(String runtimeStatus) {}

    private final DurableClient durable;
    private final Json json;

    LockOwners(DurableClient durable, Json json) {
        this.durable = durable;
        this.json = json;
    }

    /** Whether the instance is unknown, or has ended. When nobody can tell, it has not. */
    CompletableFuture<Boolean> hasEnded(String instanceId) {
        var owner = new Address(EntityMessages.ORCHESTRATION_KIND, "", instanceId);
        var answer = durable.read(owner, Message.of(EntityMessages.READ_STATUS, "", null));
        return Futures.map(answer, this::hasEnded).exceptionallyCompose(LockOwners::unlessUnserved);
    }

    private boolean hasEnded(View view) throws JsonProcessingException {
        if (view.version() == 0) {
            return true;
        }
        String text = view.answer().result();
        Status status = text == null ? null : json.read(text, Status.class);
        return status != null && ENDED.contains(status.runtimeStatus());
    }

    /** Where no orchestrations are served, there may be some elsewhere. */
    private static CompletableFuture<Boolean> unlessUnserved(Throwable failure) {
        return Futures.unwrapped(failure) instanceof IllegalArgumentException
                ? CompletableFuture.completedFuture(false)
                : CompletableFuture.failedFuture(failure);
    }
}
