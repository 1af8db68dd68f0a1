package dev.registrar.handler;

import dev.registrar.pull.Checks;
import dev.registrar.pull.Comments;
import dev.registrar.pull.Commits;
import dev.registrar.pull.Contents;
import dev.registrar.pull.Issues;
import dev.registrar.pull.PullRequests;
import dev.registrar.pull.Teams;

/** All the ways to GitHub. */
public record GitHubPorts(
        PullRequests pullRequests,
        Contents contents,
        Checks checks,
        Comments comments,
        Issues issues,
        Commits commits,
        Teams teams) {}
