package io.perdure.examples.entities;

import java.util.Map;
import java.util.TreeMap;

/** The other half: one entity that many devices signal, and that anybody reads. */
public class Fleet {
    /** What a device measured. */
    public record Observation(String device, double celsius) {}

    public Map<String, Double> latest = new TreeMap<>();
    public long observations;

    public void observed(Observation observation) {
        latest.put(observation.device(), observation.celsius());
        observations++;
    }

    public double average() {
        return latest.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }
}
