package dev.registrar.request;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Where a request stands, shown by one label. */
public enum RequestState {
    NEEDS_CHANGES("needs-changes"),
    AWAITING_APPROVAL("awaiting-approval"),
    APPROVED("approved"),
    REJECTED("rejected");

    private final String label;

    RequestState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The labels of other states that an issue still carries. */
    public List<String> stale(Set<String> labels) {
        return Arrays.stream(values())
                .filter(state -> state != this)
                .map(RequestState::label)
                .filter(labels::contains)
                .toList();
    }
}
