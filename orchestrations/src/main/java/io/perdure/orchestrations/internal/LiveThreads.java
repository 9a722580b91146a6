package io.perdure.orchestrations.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The orchestrators of a node that are in memory: at most so many. The one at rest that was used longest ago is abandoned for
 * a new one; a replay brings it back when it is needed. Thread-safe.
 */
final class LiveThreads {
    private final int most;
    private final Map<OrchestratorThread, Boolean> byUse = new LinkedHashMap<>(64, 0.75f, true);

    LiveThreads(int most) {
        this.most = most;
    }

    /** It is about to run; others may have to go for it. */
    void used(OrchestratorThread thread) {
        List<OrchestratorThread> tooMany = new ArrayList<>(0);
        synchronized (byUse) {
            byUse.put(thread, true);
            if (byUse.size() > most) {
                var oldest = byUse.keySet().iterator();
                while (byUse.size() - tooMany.size() > most && oldest.hasNext()) {
                    OrchestratorThread next = oldest.next();
                    if (next != thread && next.isAtRest()) {
                        tooMany.add(next);
                    }
                }
                tooMany.forEach(byUse::remove);
            }
        }
        tooMany.forEach(OrchestratorThread::abandon);
    }

    /** It has ended, or was abandoned. */
    void gone(OrchestratorThread thread) {
        synchronized (byUse) {
            byUse.remove(thread);
        }
    }

    int size() {
        synchronized (byUse) {
            return byUse.size();
        }
    }
}
