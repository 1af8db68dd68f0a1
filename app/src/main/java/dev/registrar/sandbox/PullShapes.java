package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pull requests, reviews and line comments in GitHub's form. */
final class PullShapes {
    private final Shapes shapes;
    private final IssueShapes issues;
    private final Links links;

    PullShapes(Shapes shapes, IssueShapes issues) {
        this.shapes = shapes;
        this.issues = issues;
        this.links = shapes.links();
    }

    /** As it stands in lists. */
    ObjectNode brief(Pull pull) {
        Repo repo = pull.base;
        Issue issue = pull.issue;
        String api = api(pull);
        String issueApi = links.api("/repos/" + repo.fullName() + "/issues/" + issue.number);
        String html = issues.html(repo, issue);
        ObjectNode shape = Json.fields()
                .add("url", api)
                .add("id", pull.id)
                .add("node_id", Shapes.nodeId("PR", pull.id))
                .add("html_url", html)
                .add("diff_url", html + ".diff")
                .add("patch_url", html + ".patch")
                .add("issue_url", issueApi)
                .add("number", issue.number)
                .add("state", issue.open ? "open" : "closed")
                .add("locked", false)
                .add("title", issue.title)
                .add("user", shapes.user(issue.user))
                .add("body", issue.body)
                .add("created_at", issue.createdAt)
                .add("updated_at", issue.updatedAt)
                .add("closed_at", issue.closedAt)
                .add("merged_at", pull.mergedAt)
                .add("merge_commit_sha", pull.mergeCommitSha)
                .add("assignee", issue.assignees.isEmpty() ? null : shapes.user(issue.assignees.get(0)))
                .add("assignees", Json.array(issue.assignees, shapes::user))
                .add("requested_reviewers", List.of())
                .add("requested_teams", List.of())
                .add("labels", issues.labels(repo, issue))
                .add("milestone", null)
                .add("draft", pull.draft)
                .add("commits_url", api + "/commits")
                .add("review_comments_url", api + "/comments")
                .add("review_comment_url", links.api("/repos/" + repo.fullName() + "/pulls/comments{/number}"))
                .add("comments_url", issueApi + "/comments")
                .add("statuses_url", links.api("/repos/" + repo.fullName() + "/statuses/" + pull.headSha))
                .node();
        shape.set("head", side(pull.head, pull.headRef, pull.headSha));
        shape.set("base", side(repo, pull.baseRef, pull.baseSha));
        shape.set(
                "_links",
                Json.fields()
                        .add("self", href(api))
                        .add("html", href(html))
                        .add("issue", href(issueApi))
                        .add("comments", href(issueApi + "/comments"))
                        .add("review_comments", href(api + "/comments"))
                        .add(
                                "review_comment",
                                href(links.api("/repos/" + repo.fullName() + "/pulls/comments{/number}")))
                        .add("commits", href(api + "/commits"))
                        .add("statuses", href(links.api("/repos/" + repo.fullName() + "/statuses/" + pull.headSha)))
                        .node());
        shape.put("author_association", Shapes.association(repo, issue.user));
        shape.putNull("auto_merge");
        shape.putNull("active_lock_reason");
        return shape;
    }

    /** The single pull request, with what takes git to know. */
    ObjectNode full(Pull pull) {
        ObjectNode shape = brief(pull);
        GitStore git = pull.base.git;
        String base = pull.merged ? pull.baseSha : pull.baseTip();
        List<GitDiff.FileChange> files = GitDiff.sinceMergeBase(git, base, pull.headSha);
        boolean open = pull.issue.open;
        Boolean mergeable = open ? GitDiff.mergedTree(git, base, pull.headSha) != null : null;
        shape.setAll(Json.fields()
                .add("merged", pull.merged)
                .add("mergeable", mergeable)
                .add("rebaseable", mergeable)
                .add("mergeable_state", mergeableState(pull, mergeable))
                .add("merged_by", shapes.userOrNull(pull.mergedBy))
                .add("comments", pull.issue.comments.size())
                .add("review_comments", pull.lineComments.size())
                .add("maintainer_can_modify", pull.fromFork())
                .add("commits", git.log(pull.headSha, base, null).size())
                .add(
                        "additions",
                        files.stream().mapToInt(GitDiff.FileChange::additions).sum())
                .add(
                        "deletions",
                        files.stream().mapToInt(GitDiff.FileChange::deletions).sum())
                .add("changed_files", files.size())
                .node());
        return shape;
    }

    private static String mergeableState(Pull pull, @Nullable Boolean mergeable) {
        if (mergeable == null) {
            return "unknown";
        }
        if (!mergeable) {
            return "dirty";
        }
        if (pull.draft) {
            return "draft";
        }
        return pull.base.protections.containsKey(pull.baseRef) ? "blocked" : "clean";
    }

    private ObjectNode side(Repo repo, String ref, String sha) {
        return Json.fields()
                .add("label", repo.owner() + ":" + ref)
                .add("ref", ref)
                .add("sha", sha)
                .add("user", shapes.owner(repo))
                .add("repo", shapes.repository(repo, null))
                .node();
    }

    private static ObjectNode href(String address) {
        return Json.object("href", address);
    }

    private String api(Pull pull) {
        return links.api("/repos/" + pull.base.fullName() + "/pulls/" + pull.number());
    }

    ObjectNode review(Pull pull, Pull.Review review) {
        String html = issues.html(pull.base, pull.issue) + "#pullrequestreview-" + review.id;
        return Json.fields()
                .add("id", review.id)
                .add("node_id", Shapes.nodeId("PRR", review.id))
                .add("user", shapes.user(review.user))
                .add("body", review.body)
                .add("state", review.state)
                .add("html_url", html)
                .add("pull_request_url", api(pull))
                .add("author_association", Shapes.association(pull.base, review.user))
                .add("_links", Json.object("html", href(html), "pull_request", href(api(pull))))
                .add("submitted_at", review.submittedAt)
                .add("commit_id", review.commitId)
                .node();
    }

    /** Payloads write the state in lower case, answers in upper case. */
    ObjectNode payloadReview(Pull pull, Pull.Review review) {
        return review(pull, review).put("state", review.state.toLowerCase(Locale.ROOT));
    }

    ObjectNode lineComment(Pull pull, Pull.LineComment comment) {
        String api = links.api("/repos/" + pull.base.fullName() + "/pulls/comments/" + comment.id());
        String html = issues.html(pull.base, pull.issue) + "#discussion_r" + comment.id();
        ObjectNode shape = Json.fields()
                .add("url", api)
                .add("pull_request_review_id", comment.reviewId())
                .add("id", comment.id())
                .add("node_id", Shapes.nodeId("PRRC", comment.id()))
                .add("diff_hunk", "")
                .add("path", comment.path())
                .add("commit_id", comment.commitId())
                .add("original_commit_id", comment.commitId())
                .add("user", shapes.user(comment.user()))
                .add("body", comment.body())
                .add("created_at", comment.at())
                .add("updated_at", comment.at())
                .add("html_url", html)
                .add("pull_request_url", api(pull))
                .add("author_association", Shapes.association(pull.base, comment.user()))
                .add(
                        "_links",
                        Json.fields()
                                .add("self", href(api))
                                .add("html", href(html))
                                .add("pull_request", href(api(pull)))
                                .node())
                .add("line", comment.line())
                .add("original_line", comment.line())
                .add("start_line", comment.startLine())
                .add("original_start_line", comment.startLine())
                .add("side", comment.side())
                .add("start_side", comment.startLine() == null ? null : comment.side())
                .add("subject_type", comment.line() == null ? "file" : "line")
                .node();
        if (comment.inReplyTo() != null) {
            shape.put("in_reply_to_id", comment.inReplyTo());
        }
        return shape;
    }
}
