package io.perdure.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import java.util.List;

/** A value as somebody set it, for who reads an error. Secrets are never shown. */
record SetValue(Config all, String path) {
    private static final int LONGEST_SHOWN = 200;
    private static final List<String> SECRETS = List.of(
            "perdure.postgres.password",
            "perdure.postgres.url",
            "perdure.http.key",
            "perdure.http.keys",
            "perdure.http.tls.key-store-password");

    /** This one, or the section around it in whose place something else stands. */
    SetValue culprit() {
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            String around = path.substring(0, dot);
            if (all.hasPathOrNull(around)
                    && (all.getIsNull(around) || all.getValue(around).valueType() != ConfigValueType.OBJECT)) {
                return new SetValue(all, around);
            }
        }
        return this;
    }

    String shown() {
        if (!all.hasPathOrNull(path)) {
            return "missing";
        }
        if (all.getIsNull(path)) {
            return "null";
        }
        if (SECRETS.stream().anyMatch(secret -> secret.equals(path) || secret.startsWith(path + '.'))) {
            return "not shown";
        }
        String clean = all.getValue(path).unwrapped().toString().replaceAll("\\p{Cntrl}", "?");
        return clean.isBlank() ? '"' + clean + '"' : clean.substring(0, Math.min(LONGEST_SHOWN, clean.length()));
    }

    String origin() {
        if (!all.hasPath(path)) {
            return "not set";
        }
        String description = all.getValue(path).origin().description();
        return description.startsWith("reference.conf") ? "the default" : "set by " + description;
    }
}
