package io.perdure.examples.entities;

import io.perdure.entities.EntityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signal to itself with a time; it comes though every node was restarted meanwhile. Such a signal cannot be called
 * back, so each carries a number, and one whose number is out of date does nothing.
 */
public class Reminder {
    /** What to say, and how long from now. */
    public record Note(String text, Duration in) {}

    public String text = "";
    public @Nullable Instant due;
    public int number;
    public List<String> rung = new ArrayList<>();

    public Instant remind(EntityContext context, Note note) {
        Instant at = context.now().plus(note.in());
        text = note.text();
        due = at;
        context.signal(context.id(), "ring", ++number, at);
        return at;
    }

    public void cancel() {
        due = null;
        number++;
    }

    public void ring(int ofNumber) {
        if (ofNumber == number) {
            rung.add(text);
            due = null;
        }
    }
}
