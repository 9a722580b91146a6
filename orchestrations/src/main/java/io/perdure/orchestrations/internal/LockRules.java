package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.LockingRulesViolationException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is allowed from the request for a critical section to its end (E-81 … E-87). For the orchestrator's thread. */
final class LockRules {
    private @Nullable Set<EntityId> section;
    private boolean held;
    private final Set<EntityId> called = new HashSet<>();

    /** Sorted and without doubles (E-73). */
    List<EntityId> enter(Collection<EntityId> entities) {
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("lock of no entities (expected: at least one).");
        }
        refuse(section != null, "lock within a critical section: sections do not nest (E-81)");
        section = new TreeSet<>(entities);
        held = false;
        return List.copyOf(section);
    }

    void granted() {
        held = true;
    }

    void left() {
        section = null;
        held = false;
        called.clear();
    }

    Set<EntityId> heldEntities() {
        return section == null || !held ? Set.of() : Set.copyOf(section);
    }

    void call(EntityId id) {
        if (section == null) {
            return;
        }
        refuse(!section.contains(id), "call of %s, which is not locked, in a critical section (E-84)".formatted(id));
        refuse(!held, "call of %s before the lock is held; await it first (E-82)".formatted(id));
        refuse(!called.add(id), "second call of %s while one is pending, in a critical section (E-83)".formatted(id));
    }

    void answered(EntityId id) {
        called.remove(id);
    }

    void signal(EntityId id) {
        refuse(
                section != null && section.contains(id),
                "signal to %s, which is locked by this orchestration; call it (E-85)".formatted(id));
    }

    void subOrchestration() {
        refuse(section != null, "sub-orchestration in a critical section (E-86)");
    }

    void continueAsNew() {
        refuse(section != null, "continue-as-new in a critical section; close it first (E-87)");
    }

    private static void refuse(boolean wrong, String what) {
        if (wrong) {
            throw new LockingRulesViolationException("Not allowed: " + what + ".");
        }
    }
}
