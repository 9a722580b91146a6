package io.perdure.kernel.store;

import com.typesafe.config.Config;
import io.perdure.settings.SettingsReader;
import java.util.List;
import java.util.function.Supplier;

/** Chooses the database. */
final class StoreOpener {

    private static final List<String> KINDS = List.of("h2", "postgres");

    private StoreOpener() {}

    static Store open(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        Supplier<Store> store = read(reader);
        reader.problems().throwIfAny();
        return store.get();
    }

    static boolean isH2(SettingsReader perdure) {
        return perdure.choice("store", KINDS).equals("h2");
    }

    /** What opens the chosen database. The settings of the other are left alone: they may be for another node. */
    static Supplier<Store> read(SettingsReader perdure) {
        PoolSettings pool = PoolSettings.from(perdure.section("pool"));
        if (isH2(perdure)) {
            H2Settings h2 = H2Settings.from(perdure);
            return () -> H2Store.open(h2, pool);
        }
        PostgresSettings postgres = PostgresSettings.from(perdure.section("postgres"));
        return () -> PostgresStore.open(postgres, pool);
    }
}
