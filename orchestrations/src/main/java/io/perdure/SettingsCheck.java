package io.perdure;

import com.typesafe.config.Config;
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
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import io.perdure.settings.WrongSetting;
import java.util.List;
import java.util.function.Consumer;

/** Has every part read its settings, so that an operator hears of all that is wrong and not of the first. Opens nothing. */
final class SettingsCheck {
    private static final List<Consumer<SettingsReader>> READERS = List.of(
            Store::check,
            Kernel::check,
            EntitySettings::read,
            EntityClientSettings::read,
            EngineSettings::read,
            OrchestrationClientSettings::read,
            ActivitySettings::read,
            HttpActivity::check,
            RetentionSettings::read,
            ScheduleSettings::read,
            RuntimeSettings::read);

    private SettingsCheck() {}

    /** Notes all that is wrong but in the section of the cluster, which has been read. */
    static void look(Config all, ClusterSettings cluster, Problems problems) {
        var perdure = SettingsReader.ofAll(all, problems);
        READERS.forEach(reader -> reader.accept(perdure));
        Contradictions.look(all, cluster, problems);
        try {
            cluster.tls().ifPresent(tls -> tls.checkFiles(cluster.self().host()));
        } catch (WrongSetting unusable) {
            perdure.wrong(unusable);
        }
    }

    /** @throws IllegalArgumentException with all that is wrong with the configuration of an actor system */
    static void pass(Config all) {
        var problems = new Problems();
        look(all, ClusterSettings.read(SettingsReader.ofAll(all, problems)), problems);
        problems.throwIfAny();
    }
}
