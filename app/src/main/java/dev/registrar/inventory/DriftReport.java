package dev.registrar.inventory;

import java.util.List;

/**
 * How a catalog and AWS differ.
 *
 * @param drift by kind, then by name
 * @param made repositories that no catalog has to name, since a rule of ECR's made them
 */
public record DriftReport(List<Drift> drift, List<Made> made) {
    public DriftReport {
        drift = List.copyOf(drift);
        made = List.copyOf(made);
    }

    public record Made(AwsRepository repository, Origin origin) {}

    public boolean clean() {
        return drift.isEmpty();
    }

    public List<Drift> of(DriftKind kind) {
        return drift.stream().filter(one -> one.kind() == kind).toList();
    }
}
