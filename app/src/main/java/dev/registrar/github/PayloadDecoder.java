package dev.registrar.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.event.Event;
import dev.registrar.event.Event.Ignored;
import dev.registrar.event.EventDecoder;
import dev.registrar.pull.Actor;
import dev.registrar.pull.Comment;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link EventDecoder} for GitHub's published shapes. Asks nothing of GitHub. */
final class PayloadDecoder implements EventDecoder {
    private static final Set<String> PULL_REQUEST_ACTIONS =
            Set.of("opened", "synchronize", "reopened", "edited", "ready_for_review", "converted_to_draft", "closed");
    private static final Set<String> ISSUE_ACTIONS =
            Set.of("opened", "edited", "labeled", "unlabeled", "reopened", "closed");
    private static final Set<String> LABELLING = Set.of("labeled", "unlabeled");
    private static final String BRANCH = "refs/heads/";

    private final AppIdentity identity;
    private final Clock clock;

    PayloadDecoder(AppIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public byte[] excerpt(String name, byte[] body) {
        return Excerpt.of(name, body);
    }

    @Override
    public Event decode(String name, byte[] body) {
        JsonPart payload = JsonPart.ofPayload(parsed(body), Excerpt.names(name));
        return switch (name) {
            case "pull_request" -> pullRequest(payload);
            case "issues" -> issue(payload);
            case "issue_comment" -> comment(payload);
            case "pull_request_review" -> review(payload);
            case "check_run" -> checkRun(payload);
            case "check_suite" -> checkSuite(payload);
            case "push" -> push(payload);
            case "merge_group" -> mergeGroup(payload);
            case "installation" -> reached(payload, "created", "repositories");
            case "installation_repositories" -> reached(payload, "added", "repositories_added");
            default -> new Ignored("nothing follows from this event");
        };
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new MalformedPayload("the payload is not a JSON object");
            }
            return tree;
        } catch (IOException broken) {
            // Jackson's message may quote the payload.
            throw new MalformedPayload("the payload is not JSON, or beyond all measure");
        }
    }

    private static Event pullRequest(JsonPart payload) {
        String action = payload.text("action");
        if (!PULL_REQUEST_ACTIONS.contains(action)) {
            return otherAction();
        }
        return inRepository(payload, (repository, sender) -> {
            JsonPart pull = payload.at("pull_request");
            return new Event.PullRequestChanged(
                    repository,
                    sender,
                    action,
                    numbered(pull, payload).ordinal("number"),
                    pull.at("head").sha("sha"),
                    pull.at("base").text("ref"));
        });
    }

    /** GitHub names the number in both places. */
    private static JsonPart numbered(JsonPart pull, JsonPart payload) {
        return pull.optional("number").isPresent() ? pull : payload;
    }

    private Event issue(JsonPart payload) {
        String action = payload.text("action");
        if (!ISSUE_ACTIONS.contains(action)) {
            return otherAction();
        }
        return inRepository(payload, (repository, sender) -> {
            JsonPart issue = payload.at("issue");
            if (Shapes.isPullRequest(issue)) {
                return new Ignored("a pull request, not an issue");
            }
            if (LABELLING.contains(action) && identity.isBot(sender)) {
                return new Ignored("an own label");
            }
            return new Event.IssueChanged(repository, sender, action, issue.ordinal("number"), issue.labels());
        });
    }

    private Event comment(JsonPart payload) {
        if (!payload.text("action").equals("created")) {
            return otherAction();
        }
        return inRepository(payload, (repository, sender) -> {
            JsonPart issue = payload.at("issue");
            Comment comment = Shapes.comment(payload.at("comment"), clock);
            if (comment.author().bot() || sender.bot()) {
                return new Ignored("a bot's comment");
            }
            if (comment.throughApp()) {
                return new Ignored("a comment made through an App");
            }
            return new Event.CommentCreated(
                    repository,
                    sender,
                    issue.ordinal("number"),
                    Shapes.isPullRequest(issue),
                    issue.labels(),
                    issue.textOrEmpty("body"),
                    comment);
        });
    }

    private Event review(JsonPart payload) {
        String action = payload.text("action");
        if (!action.equals("submitted") && !action.equals("dismissed")) {
            return otherAction();
        }
        return inRepository(
                payload,
                (repository, sender) -> identity.isBot(sender)
                        ? new Ignored("an own review")
                        : new Event.ReviewChanged(
                                repository,
                                sender,
                                action,
                                numbered(payload.at("pull_request"), payload).ordinal("number")));
    }

    private Event checkRun(JsonPart payload) {
        String action = payload.text("action");
        if (!action.equals("rerequested") && !action.equals("requested_action")) {
            return otherAction();
        }
        JsonPart run = payload.at("check_run");
        if (!ours(run)) {
            return new Ignored("another App's check run");
        }
        return inRepository(payload, (repository, sender) -> {
            HeadSha head = run.sha("head_sha");
            Optional<String> externalId =
                    run.optional("external_id").map(JsonPart::text).filter(id -> !id.isEmpty());
            List<Integer> pulls = pullRequests(run, repository);
            if (action.equals("rerequested")) {
                return new Event.RerunRequested(repository, sender, head, externalId, pulls);
            }
            String identifier = payload.at("requested_action").text("identifier");
            return new Event.ActionRequested(repository, sender, head, identifier, externalId, pulls);
        });
    }

    private Event checkSuite(JsonPart payload) {
        if (!payload.text("action").equals("rerequested")) {
            return otherAction();
        }
        JsonPart suite = payload.at("check_suite");
        if (!ours(suite)) {
            return new Ignored("another App's check suite");
        }
        return inRepository(
                payload,
                (repository, sender) -> new Event.RerunRequested(
                        repository, sender, suite.sha("head_sha"), Optional.empty(), pullRequests(suite, repository)));
    }

    private boolean ours(JsonPart check) {
        return check.optional("app").map(app -> app.id() == identity.appId()).orElse(false);
    }

    /** Of this repository only: a fork's events also name the pull requests that it has opened elsewhere. */
    private static List<Integer> pullRequests(JsonPart check, Repository repository) {
        return check.items("pull_requests").stream()
                .filter(pull -> pull.optional("base")
                        .flatMap(base -> base.optional("repo"))
                        .map(base -> base.id() == repository.id())
                        .orElse(true))
                .map(pull -> pull.ordinal("number"))
                .toList();
    }

    private static Event push(JsonPart payload) {
        String ref = payload.text("ref");
        if (!ref.startsWith(BRANCH)) {
            return new Ignored("not a branch");
        }
        if (payload.flag("deleted")) {
            return new Ignored("a branch was deleted");
        }
        return inRepository(
                payload,
                (repository, sender) -> new Event.Pushed(
                        repository, sender, ref.substring(BRANCH.length()), payload.sha("after"), paths(payload)));
    }

    private static List<String> paths(JsonPart payload) {
        Set<String> paths = new LinkedHashSet<>();
        for (JsonPart commit : payload.items("commits")) {
            for (String kind : List.of("added", "modified", "removed")) {
                commit.items(kind).forEach(path -> paths.add(path.text()));
            }
        }
        return new ArrayList<>(paths);
    }

    private static Event mergeGroup(JsonPart payload) {
        if (!payload.text("action").equals("checks_requested")) {
            return otherAction();
        }
        return inRepository(payload, (repository, sender) -> {
            JsonPart group = payload.at("merge_group");
            String base = group.text("base_ref");
            return new Event.MergeGroupRequested(
                    repository,
                    sender,
                    group.sha("head_sha"),
                    group.sha("base_sha"),
                    base.startsWith(BRANCH) ? base.substring(BRANCH.length()) : base,
                    group.textOrEmpty("head_ref"));
        });
    }

    private static Event reached(JsonPart payload, String action, String list) {
        if (!payload.text("action").equals(action)) {
            return otherAction();
        }
        return new Event.Reached(
                payload.at("installation").id(),
                payload.items(list).stream().map(JsonPart::id).toList());
    }

    private static Ignored otherAction() {
        return new Ignored("nothing follows from this action");
    }

    /** What all have in common. An event without an installation comes from a hook that is not the App's. */
    private static Event inRepository(JsonPart payload, Reading reading) {
        Optional<JsonPart> installation = payload.optional("installation");
        if (installation.isEmpty()) {
            return new Ignored("no installation");
        }
        Repository repository =
                Shapes.repository(payload.at("repository"), installation.get().id());
        // GitHub leaves the sender out of some pushes, such as those by deploy key.
        return reading.of(repository, payload.actorOrGhost("sender"));
    }

    private interface Reading {
        Event of(Repository repository, Actor sender);
    }
}
