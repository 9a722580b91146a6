package io.perdure.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of an OpenID Connect issuer. A token counts when a published key of the issuer has signed it, for this audience,
 * and it is neither over nor not yet to be used. Checked on the caller's thread as long as its key is known; else the
 * answer comes when the keys have been fetched. No token, and nothing out of one that does not count, gets into a log.
 */
final class JwtTokens implements Doorman.Tokens, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JwtTokens.class);

    private final JwtSettings settings;
    private final JwtRoles roles;
    private final IssuerKeys keys;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;

    private JwtTokens(JwtSettings settings, IssuerKeys keys) {
        this.settings = settings;
        this.roles = new JwtRoles(settings);
        this.keys = keys;
        this.claims = new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("exp", "aud"),
                Set.of());
        claims.setMaxClockSkew((int) settings.clockSkew().toSeconds());
    }

    /** Begins to fetch the keys. */
    static JwtTokens start(JwtSettings settings) {
        return start(settings, new IssuerDocuments(settings)::keys, System::nanoTime);
    }

    static JwtTokens start(JwtSettings settings, Callable<JWKSet> fetch, LongSupplier nanoTime) {
        return new JwtTokens(settings, new IssuerKeys(fetch, settings, nanoTime).start());
    }

    /** {@inheritDoc} Fails with a {@link Refusal} when the issuer has not been reached yet, so that nobody can tell. */
    @Override
    public CompletionStage<@Nullable Caller> verify(String token) {
        SignedJWT signed = parsed(token);
        if (signed == null) {
            return CompletableFuture.completedFuture(null);
        }
        JWKSet known = keys.now();
        if (known != null && hasKeyOf(signed, known)) {
            return CompletableFuture.completedFuture(caller(signed, known));
        }
        return Stages.map(keys.fetchedAnew(), fetched -> {
            JWKSet then = keys.now();
            if (then == null) {
                throw new Refusal(
                        Problem.ISSUER_UNAVAILABLE, "The keys of the tokens' issuer cannot be had; try again later.");
            }
            return caller(signed, then);
        });
    }

    /** Refuses cheaply what needs no key to be refused, so that it makes nobody fetch any. */
    private @Nullable SignedJWT parsed(String token) {
        if (token.length() > settings.maxTokenSize()) {
            LOG.debug("A token of {} characters is refused", token.length());
            return null;
        }
        try {
            var signed = SignedJWT.parse(token);
            if (settings.algorithms().contains(signed.getHeader().getAlgorithm())) {
                return signed;
            }
            LOG.debug("A token is refused for its algorithm");
        } catch (ParseException | RuntimeException | StackOverflowError malformed) {
            // Not the message, which may have a part of the token.
            LOG.debug("A token is refused: {}", malformed.getClass().getSimpleName());
        }
        return null;
    }

    private static boolean hasKeyOf(SignedJWT token, JWKSet known) {
        String id = token.getHeader().getKeyID();
        return id == null || known.getKeyByKeyId(id) != null;
    }

    private @Nullable Caller caller(SignedJWT token, JWKSet known) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        // at+jwt: access tokens by RFC 9068. Others, such as logout+jwt, are meant for something else.
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(settings.algorithms(), new ImmutableJWKSet<>(known)));
        processor.setJWTClaimsSetVerifier(claims);
        try {
            return roles.caller(processor.process(token, null));
        } catch (BadJOSEException | JOSEException | RuntimeException | StackOverflowError refused) {
            LOG.debug("A token is refused: {}", refused.getClass().getSimpleName());
            return null;
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
