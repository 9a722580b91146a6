package io.perdure.examples.entities;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Typed use of {@link CertificationProfile}, with inputs and results that are more than numbers. */
public interface CertificationProfileOperations {
    CompletableFuture<Boolean> initializeProfile(CertificationProfile.Person person);

    CompletableFuture<Boolean> updateProfile(CertificationProfile.Person person);

    CompletableFuture<Boolean> upsertCertification(CertificationProfile.Certification certification);

    CompletableFuture<Boolean> removeCertification(UUID id);

    CompletableFuture<Boolean> cleanCertifications();

    void delete();
}
