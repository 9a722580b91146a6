package io.perdure.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A load's result together with what it cost the process and the database; bytes are per good answer. */
record Measured(
        LoadResult result,
        double peakRssMebibytes,
        @Nullable Double grownBytes,
        @Nullable Double writtenBytes) {

    /** @param database null where nothing is persisted */
    static Measured run(Target target, Load load, @Nullable Database database)
            throws IOException, SQLException, InterruptedException {
        if (database == null) {
            return new Measured(target.run(load), Proc.peakRssMebibytes(target.pid()), null, null);
        }
        long size = database.size();
        long written = database.written(target.pid());
        LoadResult result = target.run(load);
        double answers = Math.max(1, result.acknowledged());
        return new Measured(
                result,
                Proc.peakRssMebibytes(target.pid()),
                (database.size() - size) / answers,
                (database.written(target.pid()) - written) / answers);
    }
}
