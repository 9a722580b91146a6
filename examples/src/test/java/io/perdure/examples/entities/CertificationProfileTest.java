package io.perdure.examples.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.perdure.entities.EntityId;
import io.perdure.entities.RequestOptions;
import io.perdure.examples.EmbeddedPerdure;
import io.perdure.examples.entities.CertificationProfile.Certification;
import io.perdure.examples.entities.CertificationProfile.Person;
import io.perdure.examples.entities.CertificationProfile.Profile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** E-124 throughout. */
@DisplayName("A certification profile")
class CertificationProfileTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    private static final Person ADA = new Person("Ada", "Lovelace", "ada@example.org");
    private static final Certification ANALYST = certification(1, "Analyst");
    private static final Certification ENGINEER = certification(2, "Engineer");

    private EntityId id;
    private CertificationProfileOperations profile;

    @BeforeEach
    void profile_of_this_test(TestInfo test) {
        id = EntityId.of(
                CertificationProfile.class, test.getTestMethod().orElseThrow().getName());
        profile = PERDURE.entities().entity(CertificationProfileOperations.class, id);
    }

    @Test
    @DisplayName("is initialized once (E-124)")
    void initialize() {
        assertThat(profile.initializeProfile(ADA).join()).isTrue();
        assertThat(profile.initializeProfile(new Person("Eve", "", "")).join()).isFalse();

        assertThat(stored()).contains(new Profile(true, ADA, List.of()));
    }

    @Test
    @DisplayName("refuses everything before it is initialized, and does not come into being by that (E-12, E-44)")
    void before_initialization() {
        assertThat(profile.updateProfile(ADA).join()).isFalse();
        assertThat(profile.upsertCertification(ANALYST).join()).isFalse();
        assertThat(profile.removeCertification(ANALYST.id()).join()).isFalse();
        assertThat(profile.cleanCertifications().join()).isFalse();

        assertThat(stored()).isEmpty();
    }

    @Test
    @DisplayName("keeps its certifications when the person is updated")
    void update() {
        initializedWith(ANALYST);
        var married = new Person("Ada", "King", "ada@example.org");

        assertThat(profile.updateProfile(married).join()).isTrue();

        assertThat(stored()).contains(new Profile(true, married, List.of(ANALYST)));
    }

    @Test
    @DisplayName("adds a certification with a new id, and replaces one whose id it has")
    void upsert() {
        initializedWith(ANALYST, ENGINEER);
        var renewed = new Certification(ANALYST.id(), "Analyst", LocalDate.of(2027, 5, 4), LocalDate.of(2029, 5, 4));

        assertThat(profile.upsertCertification(renewed).join()).isTrue();

        assertThat(certifications()).containsExactlyInAnyOrder(ENGINEER, renewed);
    }

    @Test
    @DisplayName("removes a certification that is there, and no other")
    void remove_existing() {
        initializedWith(ANALYST, ENGINEER);

        assertThat(profile.removeCertification(ANALYST.id()).join()).isTrue();

        assertThat(certifications()).containsExactly(ENGINEER);
    }

    @Test
    @DisplayName("says false when the certification to remove is not there")
    void remove_unknown() {
        initializedWith(ANALYST);

        assertThat(profile.removeCertification(ENGINEER.id()).join()).isFalse();

        assertThat(certifications()).containsExactly(ANALYST);
    }

    @Test
    @DisplayName("cleans all certifications, and says false when there were none")
    void clean() {
        initializedWith(ANALYST, ENGINEER);

        assertThat(profile.cleanCertifications().join()).isTrue();
        assertThat(profile.cleanCertifications().join()).isFalse();

        assertThat(stored()).contains(new Profile(true, ADA, List.of()));
    }

    @Test
    @DisplayName("is deleted without a method for it, and can be initialized again (E-39, E-13)")
    void delete() {
        initializedWith(ANALYST);

        profile.delete();

        assertThat(profile.initializeProfile(ADA).join()).isTrue();
        assertThat(certifications()).isEmpty();
    }

    @Test
    @DisplayName("fails an operation whose input breaks a rule of its record, saying which (E-25, E-95)")
    void bad_dates() {
        initializedWith();
        var json =
                "{\"id\": \"%s\", \"name\": \"Analyst\", \"issuedOn\": \"2026-05-04\", \"expiresOn\": \"2025-01-01\"}";
        var input = PERDURE.entities()
                .callJson(id, "upsertCertification", json.formatted(ANALYST.id()), RequestOptions.DEFAULT);

        assertThatThrownBy(input::join)
                .hasMessageContaining(
                        "Certification 'Analyst': expires on 2025-01-01 (expected: not before 2026-05-04).");
    }

    @Test
    @DisplayName("writes to the logger that its factory gave it, around every operation (E-43, E-44)")
    void logs() {
        var log = (Logger) LoggerFactory.getLogger(CertificationProfile.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try {
            profile.initializeProfile(ADA).join();
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("initializeProfile of profile 'logs': true");
    }

    private void initializedWith(Certification... certifications) {
        profile.initializeProfile(ADA).join();
        for (Certification certification : certifications) {
            profile.upsertCertification(certification).join();
        }
    }

    private Optional<Profile> stored() {
        return PERDURE.entities().read(id, Profile.class).join();
    }

    private List<Certification> certifications() {
        return stored().orElseThrow().certifications();
    }

    private static Certification certification(int number, String name) {
        return new Certification(new UUID(0, number), name, LocalDate.of(2026, 5, 4), null);
    }
}
