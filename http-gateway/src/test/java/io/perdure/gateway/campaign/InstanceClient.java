package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Bank.Moved;
import io.perdure.gateway.campaign.Doors.Reply;
import io.perdure.gateway.node.module.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Starts orchestrations, raises the events that they wait for, and looks at them. One thread at a time. */
final class InstanceClient implements Client {
    /** All that it starts. */
    static final List<String> ORCHESTRATORS = List.of("Hello", "Pay", "Sleep", "Ask");

    private static final String GREETINGS = "[\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]";

    private final String name;
    private final Doors doors;
    private final Records records;
    private final Instances instances;
    private final List<String> purses;
    private final SplittableRandom random;
    private int number;

    InstanceClient(String name, Doors doors, Records records, List<String> purses, SplittableRandom random) {
        this.name = name;
        this.doors = doors;
        this.records = records;
        this.instances = new Instances(doors, records);
        this.purses = purses;
        this.random = random;
    }

    @Override
    public boolean step() {
        if (number > 0 && random.nextInt(3) == 0) {
            return instances.look(name + '-' + (1 + random.nextInt(number)));
        }
        String id = name + '-' + ++number;
        switch (random.nextInt(4)) {
            case 0:
                return start("Hello", id, "", Set.of(GREETINGS), Duration.ZERO);
            case 1:
                return pay(id);
            case 2:
                long millis = random.nextInt(6_000);
                return start("Sleep", id, millis, Set.of(Long.toString(millis)), Duration.ofMillis(millis));
            default:
                int answer = random.nextInt(1_000);
                records.questions.put(id, answer);
                return start("Ask", id, answer, Set.of(Integer.toString(answer)), Duration.ZERO)
                        && instances.answer(id, answer);
        }
    }

    private boolean pay(String id) {
        int from = random.nextInt(purses.size());
        int to = (from + 1 + random.nextInt(purses.size() - 1)) % purses.size();
        var payment = new Payment(purses.get(from), purses.get(to), random.nextInt(1, 60));
        records.transfers.put(id, new Moved(payment.from(), payment.to(), payment.amount()));
        return start("Pay", id, payment, Set.of("true", "false"), Duration.ZERO);
    }

    private boolean start(String orchestrator, String id, Object input, Set<String> outputs, Duration sleep) {
        String path = "orchestrators/" + orchestrator + '/' + id;
        Reply first = doors.send(path, input, id);
        Reply last = first.outcome() == Outcome.ACKNOWLEDGED ? first : doors.send(path, input, id);
        Outcome outcome = first == last ? first.outcome() : first.outcome().thenAgain(last.outcome());
        if (outcome == Outcome.ACKNOWLEDGED && last.status() != 202) {
            throw new AssertionError("start of " + id + ": " + last);
        }
        if (outcome == Outcome.ACKNOWLEDGED) {
            records.served(orchestrator, last.invoked());
        }
        records.launches.add(new Launched(id, first.invoked(), last.returned(), outcome, outputs, sleep));
        return outcome == Outcome.ACKNOWLEDGED;
    }
}
