package dev.registrar.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What all gates that had something to judge say, in the order of {@link GateName}. */
public record Verdict(List<GateVerdict> gates) {
    public Verdict {
        gates = List.copyOf(gates);
    }

    public enum Conclusion {
        SUCCESS,
        FAILURE
    }

    /** One gate's findings, in the order of their places. */
    public record GateVerdict(GateName gate, List<Finding> findings) {
        public GateVerdict {
            findings = List.copyOf(findings);
        }

        public Conclusion conclusion() {
            return findings.stream().anyMatch(Finding::blocks) ? Conclusion.FAILURE : Conclusion.SUCCESS;
        }

        public boolean failed() {
            return conclusion() == Conclusion.FAILURE;
        }
    }

    public Conclusion conclusion() {
        return gates.stream().anyMatch(GateVerdict::failed) ? Conclusion.FAILURE : Conclusion.SUCCESS;
    }

    public boolean failed() {
        return conclusion() == Conclusion.FAILURE;
    }

    public Stream<Finding> findings() {
        return gates.stream().flatMap(gate -> gate.findings().stream());
    }

    public Stream<Finding> blocking() {
        return findings().filter(Finding::blocks);
    }

    public Optional<GateVerdict> gate(GateName name) {
        return gates.stream().filter(gate -> gate.gate() == name).findFirst();
    }
}
