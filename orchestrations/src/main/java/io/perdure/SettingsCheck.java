package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.perdure.entities.internal.EntityClientSettings;
import io.perdure.entities.internal.EntitySettings;
import io.perdure.kernel.Kernel;
import io.perdure.kernel.store.Store;
import io.perdure.orchestrations.internal.EngineSettings;
import io.perdure.orchestrations.internal.OrchestrationClientSettings;
import io.perdure.orchestrations.internal.RetentionSettings;
import io.perdure.orchestrations.internal.ScheduleSettings;
import io.perdure.orchestrations.internal.activities.ActivitySettings;
import io.perdure.orchestrations.internal.http.HttpActivity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Has every part read its settings, so that an operator hears of all that is wrong and not of the first. Opens nothing. */
final class SettingsCheck {
    private static final List<Consumer<Config>> READERS = List.of(
            Store::check,
            Kernel::check,
            EntitySettings::of,
            EntityClientSettings::of,
            EngineSettings::of,
            OrchestrationClientSettings::of,
            ActivitySettings::of,
            HttpActivity::new,
            RetentionSettings::of,
            ScheduleSettings::of,
            perdure -> perdure.getDuration("join-timeout"),
            perdure -> perdure.getDuration("close-timeout"));

    private SettingsCheck() {}

    /** A line for each; of each part the first problem. Contradictions count only when nothing else is wrong. */
    static Set<String> problems(Config all) {
        var problems = new LinkedHashSet<String>();
        Config perdure = all.getConfig("perdure");
        for (Consumer<Config> reader : READERS) {
            try {
                reader.accept(perdure);
            } catch (ConfigException | IllegalArgumentException wrong) {
                problems.add(String.valueOf(wrong.getMessage()));
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(Contradictions.in(all));
        }
        return problems;
    }
}
