package io.perdure.examples.entities;

import io.perdure.entities.Entity;
import io.perdure.entities.Operation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The certifications of one person, keyed by person. Shows an immutable state made of records, a constructor with a
 * dependency, a dispatch of one's own, and operations whose result says whether anything was done.
 */
public class CertificationProfile extends Entity<CertificationProfile.Profile> {
    /** The state; what is initialised stays so until {@code delete}. */
    public record Profile(boolean initialized, Person person, List<Certification> certifications) {
        static final Profile BLANK = new Profile(false, new Person("", "", ""), List.of());

        Profile with(List<Certification> others) {
            return new Profile(initialized, person, List.copyOf(others));
        }
    }

    /** Whose profile it is. */
    public record Person(String firstName, String lastName, String email) {}

    /** One certification; a second with the same id replaces it. */
    public record Certification(
            UUID id,
            String name,
            LocalDate issuedOn,
            @Nullable LocalDate expiresOn) {
        public Certification {
            Objects.requireNonNull(id, "Certification id: missing (expected: a UUID)");
            if (expiresOn != null && expiresOn.isBefore(issuedOn)) {
                throw new IllegalArgumentException("Certification '%s': expires on %s (expected: not before %s)."
                        .formatted(name, expiresOn, issuedOn));
            }
        }
    }

    private final Logger log;

    public CertificationProfile(Logger log) {
        this.log = log;
    }

    @Override
    protected Profile initialState() {
        return Profile.BLANK;
    }

    /** Around every operation: what is in {@code super} finds the method by its name. */
    @Override
    protected @Nullable Object dispatch(Operation operation) throws Exception {
        Object result = super.dispatch(operation);
        if (context().hasState() && !state.initialized()) {
            context().deleteState(); // or each refused operation would leave a blank profile behind
        }
        log.info("{} of profile '{}': {}", operation.name(), context().id().key(), result);
        return result;
    }

    public boolean initializeProfile(Person person) {
        if (state.initialized()) {
            return false;
        }
        state = new Profile(true, person, List.of());
        return true;
    }

    public boolean updateProfile(Person person) {
        if (!state.initialized()) {
            return false;
        }
        state = new Profile(true, person, state.certifications());
        return true;
    }

    public boolean upsertCertification(Certification certification) {
        if (!state.initialized()) {
            return false;
        }
        var all = without(certification.id());
        all.add(certification);
        state = state.with(all);
        return true;
    }

    public boolean removeCertification(UUID id) {
        var rest = without(id);
        if (rest.size() == state.certifications().size()) {
            return false;
        }
        state = state.with(rest);
        return true;
    }

    public boolean cleanCertifications() {
        if (state.certifications().isEmpty()) {
            return false;
        }
        state = state.with(List.of());
        return true;
    }

    private List<Certification> without(UUID id) {
        var rest = new ArrayList<>(state.certifications());
        rest.removeIf(certification -> certification.id().equals(id));
        return rest;
    }
}
