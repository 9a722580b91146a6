package io.perdure.gateway;

import java.util.Locale;
import java.util.Random;

/** Sends each request in one of the ways that mean the same (H-2, H-8). */
record WalkNoise(WalkDoor to, Random random) implements WalkDoor {
    private static final String[] UNKNOWN = {
        "connection=Storage", "taskHub=DEFAULT", "taskhub=", "code=", "verbose", "x=%20y", "&&", "SHOWINPUT=maybe"
    };

    @Override
    public Reply send(Call call) {
        int question = call.path().indexOf('?');
        String path = question < 0 ? call.path() : call.path().substring(0, question);
        String query = question < 0 ? "" : call.path().substring(question + 1);
        if (random.nextInt(4) == 0) {
            path += '/';
        }
        if (random.nextInt(4) == 0) {
            int slash = path.indexOf('/');
            path = slash < 0
                    ? path.toUpperCase(Locale.ROOT)
                    : path.substring(0, slash).toUpperCase(Locale.ROOT) + path.substring(slash);
        }
        if (random.nextInt(3) == 0) {
            query += (query.isEmpty() ? "" : "&") + UNKNOWN[random.nextInt(UNKNOWN.length)];
        }
        return to.send(
                new Call(call.method(), query.isEmpty() ? path : path + '?' + query, call.body(), call.headers()));
    }
}
