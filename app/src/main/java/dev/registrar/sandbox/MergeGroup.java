package dev.registrar.sandbox;

/** A commit that the merge queue built, and the branch it stands on. */
public record MergeGroup(String headRef, String headSha, String baseRef, String baseSha) {}
