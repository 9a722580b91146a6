package io.perdure.examples.web;

import static akka.http.javadsl.model.StatusCodes.NOT_FOUND;
import static akka.http.javadsl.model.StatusCodes.NO_CONTENT;
import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeOK;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.entity;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.put;
import static akka.http.javadsl.server.PathMatchers.segment;
import static akka.http.javadsl.server.PathMatchers.uuidSegment;

import akka.http.javadsl.marshallers.jackson.Jackson;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.examples.entities.CertificationProfile;
import io.perdure.examples.entities.CertificationProfile.Certification;
import io.perdure.examples.entities.CertificationProfile.Person;
import io.perdure.examples.entities.CertificationProfile.Profile;
import io.perdure.examples.entities.CertificationProfileOperations;
import io.perdure.gateway.HttpContext;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The certifications of people as REST resources: {@code profiles/{person}} (GET, PUT), {@code
 * profiles/{person}/certifications} (DELETE) and {@code profiles/{person}/certifications/{uuid}} (PUT, DELETE). The result of
 * an operation says whether anything was there to be changed: else 404.
 */
final class ProfileRoutes {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final EntityClient entities;

    ProfileRoutes(HttpContext context) {
        entities = context.entities();
    }

    /** A certification as it is sent: its id is in the path. */
    record Content(
            String name, LocalDate issuedOn, @Nullable LocalDate expiresOn) {
        Certification under(UUID id) {
            return new Certification(id, name, issuedOn, expiresOn);
        }
    }

    Route route() {
        return concat(
                path(segment(), person -> concat(get(() -> show(person)), put(() -> save(person)))),
                path(
                        segment().slash("certifications"),
                        person -> delete(() -> done(operations(person).cleanCertifications()))),
                path(
                        segment().slash("certifications").slash(uuidSegment()),
                        (person, id) -> concat(
                                put(() -> certify(person, id)),
                                delete(() -> done(operations(person).removeCertification(id))))));
    }

    private CertificationProfileOperations operations(String person) {
        return entities.entity(CertificationProfileOperations.class, person);
    }

    private Route show(String person) {
        return onSuccess(
                entities.read(EntityId.of(CertificationProfile.class, person), Profile.class),
                found -> found.<Route>map(profile -> completeOK(profile, Jackson.<Profile>marshaller(JSON)))
                        .orElseGet(() -> complete(NOT_FOUND)));
    }

    /** Two operations, each of which knows by itself whether it applies: whoever comes in between does no harm. */
    private Route save(String person) {
        return entity(Jackson.unmarshaller(JSON, Person.class), given -> {
            var profile = operations(person);
            return onSuccess(
                    profile.initializeProfile(given),
                    isNew -> isNew ? complete(NO_CONTENT) : done(profile.updateProfile(given)));
        });
    }

    private Route certify(String person, UUID id) {
        return entity(
                Jackson.unmarshaller(JSON, Content.class),
                content -> done(operations(person).upsertCertification(content.under(id))));
    }

    private static Route done(CompletionStage<Boolean> operation) {
        return onSuccess(operation, changed -> complete(changed ? NO_CONTENT : NOT_FOUND));
    }
}
