package dev.registrar.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What all gates that had something to judge say, in the order of {@link GateName}. */
public record Verdict(List<GateVerdict> gates) {
    public Verdict {
        gates = List.copyOf(gates);
    }

    /** From the best to the worst. */
    public enum Conclusion {
        SUCCESS,
        /** Nothing is wrong, but approvals are missing. */
        ACTION_REQUIRED,
        FAILURE
    }

    /**
     * One gate's findings, in the order of their places.
     *
     * @param waiver lets the gate pass whatever it found
     */
    public record GateVerdict(GateName gate, List<Finding> findings, Optional<Waiver> waiver) {
        public GateVerdict {
            findings = List.copyOf(findings);
        }

        public GateVerdict(GateName gate, List<Finding> findings) {
            this(gate, findings, Optional.empty());
        }

        /** What approvals lack is asked for, not held against anybody. */
        public Conclusion conclusion() {
            if (waiver.isPresent() || findings.stream().noneMatch(Finding::blocks)) {
                return Conclusion.SUCCESS;
            }
            return gate == GateName.APPROVAL ? Conclusion.ACTION_REQUIRED : Conclusion.FAILURE;
        }

        public boolean failed() {
            return conclusion() == Conclusion.FAILURE;
        }

        /** Whether it has the same finding, wherever that stands in whichever text. */
        public boolean speaksOf(Finding finding) {
            return findings.stream().anyMatch(own -> own.identity().equals(finding.identity()));
        }
    }

    public Conclusion conclusion() {
        return gates.stream()
                .map(GateVerdict::conclusion)
                .max(Conclusion::compareTo)
                .orElse(Conclusion.SUCCESS);
    }

    public boolean failed() {
        return conclusion() == Conclusion.FAILURE;
    }

    public Stream<Finding> findings() {
        return gates.stream().flatMap(gate -> gate.findings().stream());
    }

    /** All findings file by file, in the order of their places. */
    public List<Finding> inOrder() {
        return findings()
                .sorted(Comparator.comparing(Finding::path)
                        .thenComparingInt(finding -> finding.span().start())
                        .thenComparing(Finding::rule))
                .toList();
    }

    /** What makes gates fail; nothing of the gates that are waived, and nothing that only awaits approval. */
    public Stream<Finding> blocking() {
        return gates.stream()
                .filter(GateVerdict::failed)
                .flatMap(gate -> gate.findings().stream().filter(Finding::blocks));
    }

    public Optional<GateVerdict> gate(GateName name) {
        return gates.stream().filter(gate -> gate.gate() == name).findFirst();
    }

    /** The same with these gates let through. */
    public Verdict with(Map<GateName, Waiver> waivers) {
        return new Verdict(gates.stream()
                .map(gate -> new GateVerdict(
                        gate.gate(),
                        gate.findings(),
                        gate.waiver().or(() -> Optional.ofNullable(waivers.get(gate.gate())))))
                .toList());
    }

    /** The same with one more gate, in its place. */
    public Verdict with(GateVerdict gate) {
        return new Verdict(Stream.concat(gates.stream().filter(other -> other.gate() != gate.gate()), Stream.of(gate))
                .sorted((a, b) -> a.gate().compareTo(b.gate()))
                .toList());
    }
}
