package io.perdure.orchestrations.generated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.MemoryKernel;
import io.perdure.orchestrations.generated.Program.Ends;
import io.perdure.orchestrations.generated.Program.Work;
import io.perdure.orchestrations.internal.Activities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Activities that take virtual time. They are the world outside, which no crash touches: one that is delivered again answers
 * when it would have at first, and the same. For the kernel's thread.
 */
final class Works implements Activities {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final MemoryKernel kernel;
    private final Map<String, Instant> ends = new HashMap<>();
    private final Map<String, List<String>> attempts = new HashMap<>();

    Works(MemoryKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Running start(Call call, Consumer<Result> done) {
        Work work = read(call);
        Instant end = ends.computeIfAbsent(call.taskId(), task -> kernel.now().plusMillis(work.delay()));
        Result result = result(work, attempt(call));
        if (work.delay() == 0) {
            done.accept(result);
            return () -> {};
        }
        boolean[] abandoned = {false};
        kernel.at(end, () -> {
            if (!abandoned[0]) {
                done.accept(result);
            }
        });
        return () -> abandoned[0] = true;
    }

    /** From 1, in this execution. */
    private int attempt(Call call) {
        String run = call.taskId().substring(0, call.taskId().indexOf(':'));
        var known =
                attempts.computeIfAbsent(call.instanceId() + ' ' + run + ' ' + call.name(), key -> new ArrayList<>());
        if (!known.contains(call.taskId())) {
            known.add(call.taskId());
        }
        return known.indexOf(call.taskId()) + 1;
    }

    private static Result result(Work work, int attempt) {
        boolean well = work.ends() == Ends.WELL || (work.ends() == Ends.AT_SECOND_TRY && attempt > 1);
        String says = work.name() + " at try " + attempt;
        return well
                ? new Result('"' + says + '"', null)
                : new Result(null, FailureDetails.of("Scripted", says, work.ends() == Ends.FOR_GOOD));
    }

    private static Work read(Call call) {
        try {
            return MAPPER.readValue(call.input(), Work.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Input of " + call.name() + ": " + call.input(), e);
        }
    }
}
