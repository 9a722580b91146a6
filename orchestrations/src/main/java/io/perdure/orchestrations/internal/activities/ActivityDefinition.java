package io.perdure.orchestrations.internal.activities;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A registered activity.
 *
 * @param name as registered, case kept
 * @param input what its input is read as; a Jackson {@code JavaType} saves looking it up for each call
 * @param activity runs all calls, so it is thread-safe
 */
public record ActivityDefinition(String name, Type input, Activity<?, ?> activity) {

    /** @param value of the type {@link #input} */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // an activity whose input is not nullable was declared so by its author
    @Nullable
    Object run(ActivityContext context, @Nullable Object value) throws Exception {
        return ((Activity<@Nullable Object, @Nullable Object>) activity).run(context, value);
    }
}
