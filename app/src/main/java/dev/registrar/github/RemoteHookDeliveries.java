package dev.registrar.github;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** {@link HookDeliveries} by the App's own calls. */
final class RemoteHookDeliveries implements HookDeliveries {
    private final Rest rest;
    private final Clock clock;

    RemoteHookDeliveries(Rest rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    @Override
    public List<Failed> failedSince(Instant since) {
        Map<String, Failed> byGuid = new LinkedHashMap<>();
        HttpUrl next = deliveries()
                .with("status", "failure")
                .with("per_page", Rest.PAGE)
                .url();
        while (next != null) {
            Answer page = rest.get(Reach.APP, next).orTrouble("hook deliveries");
            List<Failed> attempts =
                    page.json().items().stream().map(this::failed).toList();
            attempts.stream()
                    .filter(attempt -> !attempt.at().isBefore(since))
                    .forEach(attempt -> byGuid.putIfAbsent(attempt.guid(), attempt));
            // Newest first: what follows is older still.
            boolean past = attempts.stream().anyMatch(attempt -> attempt.at().isBefore(since));
            next = past || attempts.isEmpty() ? null : rest.next(page);
        }
        return List.copyOf(byGuid.values());
    }

    private Failed failed(JsonPart delivery) {
        return new Failed(
                delivery.id(),
                delivery.text("guid"),
                delivery.textOrEmpty("event"),
                delivery.instantOrNow("delivered_at", clock));
    }

    @Override
    public void redeliver(long attempt) {
        Answer answer =
                rest.post(Reach.APP, deliveries().to(attempt, "attempts").url());
        boolean gone = answer.absent() || answer.status() == 400 || answer.status() == 422;
        if (!gone) {
            answer.orTrouble("a redelivery");
        }
    }

    private Rest.Address deliveries() {
        return rest.root().to("app", "hook", "deliveries");
    }
}
