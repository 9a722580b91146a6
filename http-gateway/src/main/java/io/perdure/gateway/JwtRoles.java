package io.perdure.gateway;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whom a token names, and what its roles let them do. */
record JwtRoles(JwtSettings settings) {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final List<Access> STRONGEST_FIRST = List.of(Access.ADMIN, Access.OPERATE, Access.READ);
    private static final int MAX_NAME = 200;

    /** Who that is; without a role that counts, somebody who may do nothing. Null for a token that names nobody. */
    @Nullable
    Caller caller(JWTClaimsSet claims) {
        if (!(claims.getClaim(settings.nameClaim()) instanceof String name) || name.isBlank()) {
            return null;
        }
        Set<String> held = texts(claim(claims));
        Access access = STRONGEST_FIRST.stream()
                .filter(candidate -> settings.roles().getOrDefault(candidate, Set.of()).stream()
                        .anyMatch(held::contains))
                .findFirst()
                .orElse(Access.PUBLIC);
        return new Caller(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME), access, null);
    }

    /** The one of that name; else what the dots of the name lead to. */
    private @Nullable Object claim(JWTClaimsSet claims) {
        Object whole = claims.getClaim(settings.roleClaim());
        if (whole != null) {
            return whole;
        }
        Object at = claims.getClaims();
        for (String part : settings.roleClaim().split("\\.", -1)) {
            at = at instanceof Map<?, ?> object ? object.get(part) : null;
        }
        return at;
    }

    private static Set<String> texts(@Nullable Object claim) {
        if (claim instanceof String text) {
            return new HashSet<>(List.of(SPACES.split(text.strip())));
        }
        var texts = new HashSet<String>();
        if (claim instanceof Collection<?> list) {
            for (Object one : list) {
                if (one instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
